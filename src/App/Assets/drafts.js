// Keeps on the device what somebody types into a form: while there is no connection, while nobody is signed in, while the store does
// not answer. It is encrypted with a key that stands only in a page of theirs, and goes when the form was sent or after twelve hours.
const longest = 12 * 60 * 60 * 1000
const prefix = 'draft '
const sent = 'draft-sent'
const bytes = hex => Uint8Array.from(hex.match(/../g), pair => parseInt(pair, 16))
const base64 = data => btoa(String.fromCharCode(...new Uint8Array(data)))

export function keepDrafts () {
  sweep()
  setInterval(sweep, 60 * 1000)
  const name = sessionStorage.getItem(sent)
  sessionStorage.removeItem(sent)
  if (name && document.querySelector('[data-draft-taken]')) localStorage.removeItem(name)
  for (const form of document.querySelectorAll('form[data-draft-keys]')) keep(form)
}

// What somebody fills in; of what the page fills in itself only the form's own name, by which it is not recorded twice.
const isTyped = box => box.name && box.type !== 'submit' && (box.type !== 'hidden' || box.name === 'key')

// A form is kept under its owner, its address, and what it is of where one address has several, all of which name nobody.
async function keep (form) {
  const name = `${prefix}${form.dataset.draftOwner} ${[location.pathname, form.dataset.draftOf].filter(Boolean).join(' ')}`
  const pad = bytes(form.dataset.draftPad)
  const keys = await Promise.all(form.dataset.draftKeys.split(' ').map(hex =>
    crypto.subtle.importKey('raw', bytes(hex).map((byte, i) => byte ^ pad[i]), 'AES-GCM', false, ['encrypt', 'decrypt'])))
  let timer
  let isOver = false
  // The fields that somebody has changed: nothing else is kept, so that nothing that others wrote meanwhile is put back to what it was.
  const changed = new Set()
  const saveSoon = () => { clearTimeout(timer); timer = setTimeout(save, 300) }

  await putBack()
  form.addEventListener('input', saveSoon)
  form.addEventListener('change', saveSoon)
  document.addEventListener('visibilitychange', () => { if (document.hidden) save() })
  addEventListener('pageshow', () => { isOver = false })
  form.addEventListener('submit', event => {
    save()
    isOver = navigator.onLine
    if (isOver) return sessionStorage.setItem(sent, name)
    event.preventDefault()
    tell(form, 'You are offline, so this was not sent. What you typed is kept on this device for 12 hours, for you alone. Send it when you are online again, or telephone the hub.')
  })

  async function save () {
    clearTimeout(timer)
    if (isOver) return
    for (const box of form.elements) {
      if (isTyped(box) && box.name !== 'key' && isChanged(box)) changed.add(box.name)
    }
    if (changed.size === 0) return
    const typed = [...new FormData(form)].filter(([field, value]) => (field === 'key' || changed.has(field)) && typeof value === 'string')
    const fields = { changed: [...changed], typed }
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const text = new TextEncoder().encode(JSON.stringify(fields))
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, keys[0], text)
    try {
      localStorage.setItem(name, JSON.stringify({ at: Date.now(), iv: base64(iv), sealed: base64(sealed) }))
    } catch {
      tell(form, 'This device has no room to keep what you type. Send the form before you leave this page.')
    }
  }

  async function putBack () {
    const kept = JSON.parse(localStorage.getItem(name) ?? 'null')
    if (!kept) return
    let fields
    try {
      const data = base64 => Uint8Array.from(atob(base64), c => c.charCodeAt(0))
      const open = key => crypto.subtle.decrypt({ name: 'AES-GCM', iv: data(kept.iv) }, key, data(kept.sealed))
      fields = JSON.parse(new TextDecoder().decode(await Promise.any(keys.map(open))))
    } catch {
      localStorage.removeItem(name)
      return
    }
    fields.changed.forEach(field => changed.add(field))
    if (form.dataset.draftFresh !== 'True') return
    fill(form, fields)
    const at = new Date(kept.at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
    tell(form, `What you typed at ${at} is here again. It was not sent.`, 'Clear it', () => {
      isOver = true
      localStorage.removeItem(name)
      location.reload()
    })
  }
}

function isChanged (box) {
  if (box.type === 'checkbox' || box.type === 'radio') return box.checked !== box.defaultChecked
  if (box.tagName === 'SELECT') return [...box.options].some(option => option.selected && !option.defaultSelected && option.index > 0)
  return box.value !== box.defaultValue
}

function fill (form, { changed, typed }) {
  for (const box of form.elements) {
    if (!isTyped(box) || (box.name !== 'key' && !changed.includes(box.name))) continue
    const values = typed.filter(([field]) => field === box.name).map(([, value]) => value)
    if (box.type === 'checkbox' || box.type === 'radio') box.checked = values.includes(box.value)
    else if (values.length > 0) box.value = values[0]
  }
  for (const details of form.querySelectorAll('details')) {
    if ([...details.querySelectorAll('input, textarea, select')].some(box => box.type === 'checkbox' || box.type === 'radio' ? box.checked && box.value : box.value)) details.open = true
  }
  form.dispatchEvent(new CustomEvent('filled'))
}

function tell (form, sentence, action, act) {
  const note = form.parentElement.querySelector('.spr-draft') ?? form.parentElement.insertBefore(document.createElement('div'), form)
  note.className = 'nhsuk-inset-text spr-draft'
  note.setAttribute('role', 'status')
  const said = document.createElement('p')
  said.textContent = sentence
  note.replaceChildren(said)
  if (!action) return
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'nhsuk-button nhsuk-button--secondary nhsuk-button--small'
  button.textContent = action
  button.addEventListener('click', act)
  note.append(button)
}

function sweep () {
  forget(name => {
    try {
      return !(Date.now() - JSON.parse(localStorage.getItem(name)).at < longest)
    } catch {
      return true
    }
  })
}

function forget (which) {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(prefix) && which(name)) localStorage.removeItem(name)
  }
}
