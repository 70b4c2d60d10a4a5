// Keeps on the device what somebody types into a form: while there is no connection, while nobody is signed in, while the store does
// not answer. It is encrypted with a key that stands only in a page of theirs, and goes when the form was sent or after twelve hours.
const longest = 12 * 60 * 60 * 1000
const prefix = 'draft '
const passing = ['__RequestVerificationToken', 'version']
const bytes = hex => Uint8Array.from(hex.match(/../g), pair => parseInt(pair, 16))
const base64 = data => btoa(String.fromCharCode(...new Uint8Array(data)))

export function keepDrafts () {
  sweep()
  setInterval(sweep, 60 * 1000)
  const done = document.querySelector('[data-draft-done]')?.dataset.draftDone
  if (done) forget(name => name.split(' ')[2].startsWith(done))
  for (const form of document.querySelectorAll('form[data-draft-key]')) keep(form)
}

// A form is kept under its owner and its address, which names nobody.
async function keep (form) {
  const name = `${prefix}${form.dataset.draftOwner} ${location.pathname}`
  const key = await crypto.subtle.importKey('raw', bytes(form.dataset.draftKey), 'AES-GCM', false, ['encrypt', 'decrypt'])
  let timer
  let isOver = false
  const saveSoon = () => { clearTimeout(timer); timer = setTimeout(save, 300) }

  if (form.dataset.draftFresh === 'True') await putBack()
  form.addEventListener('input', saveSoon)
  form.addEventListener('change', saveSoon)
  document.addEventListener('visibilitychange', () => { if (document.hidden) save() })
  addEventListener('pageshow', () => { isOver = false })
  form.addEventListener('submit', event => {
    save()
    isOver = navigator.onLine
    if (isOver) return
    event.preventDefault()
    tell(form, 'You are offline, so this was not sent. What you typed is kept on this device for 12 hours, for you alone. Send it when you are online again, or telephone the hub.')
  })

  async function save () {
    clearTimeout(timer)
    if (isOver) return
    const fields = [...new FormData(form)].filter(([field, value]) => !passing.includes(field) && typeof value === 'string')
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const text = new TextEncoder().encode(JSON.stringify(fields))
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, text)
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
      fields = JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: data(kept.iv) }, key, data(kept.sealed))))
    } catch {
      localStorage.removeItem(name)
      return
    }
    fill(form, fields)
    const at = new Date(kept.at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
    tell(form, `What you typed at ${at} is here again. It was not sent.`, 'Clear it', () => {
      isOver = true
      localStorage.removeItem(name)
      location.reload()
    })
  }
}

function fill (form, fields) {
  const typed = Map.groupBy ? Map.groupBy(fields, ([field]) => field) : new Map(fields.map(([field]) => [field, fields.filter(f => f[0] === field)]))
  for (const box of form.elements) {
    if (!box.name || passing.includes(box.name) || box.type === 'submit') continue
    const values = (typed.get(box.name) ?? []).map(([, value]) => value)
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
