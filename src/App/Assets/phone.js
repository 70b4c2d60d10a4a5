// The demonstration's telephone, without loading a page for each key. The form inside (data-phone) holds the whole call; it is posted as it
// is, and what comes back is put in its place. What the service says is spoken, where the browser can. Keys of the keyboard are keys of the
// telephone while the focus is within it, and not in a box.
const keys = '123456789*0#'
const silent = 'telephone-silent'

export function telephone (phone) {
  let ahead = ''
  let isBusy = false
  const canSpeak = 'speechSynthesis' in window
  if (canSpeak && lines().length > 0) offerSilence()
  speak(lines().slice(lastPressed() + 1))
  if (lines().length > 0 && !document.querySelector('.nhsuk-error-summary')) listen()

  // The page itself asks who rings, and says what is wrong with what was typed.
  phone.addEventListener('submit', event => {
    const { name, value } = event.submitter
    if (lines().length === 0 || (value === 'press' && !/^[\d*#\s]+$/.test(event.target.elements.keys.value.trim()))) return
    event.preventDefault()
    name === 'key' ? press(value) : send(name, value)
  })
  phone.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey || !keys.includes(event.key) || event.target.matches('input, select, textarea')) return
    if (!phone.querySelector('[data-phone-keyed]')) return
    event.preventDefault()
    press(event.key)
  })

  // A key that does not end what the service waits for is only noted.
  function press (key) {
    hush()
    if (isBusy) {
      ahead += key
      return
    }
    const form = phone.querySelector('form')
    const { phoneDigits: digits, phoneLast: last } = form.dataset
    const keyed = form.elements.keyed
    if (key === last || (digits && keyed.value.length + 1 === Number(digits))) {
      send('key', key)
    } else {
      keyed.value += key
      form.querySelector('[data-phone-keyed]').textContent = 'Pressed so far: ' + [...keyed.value].join(' ')
    }
  }

  async function send (name, value) {
    if (isBusy) return
    isBusy = true
    phone.setAttribute('aria-busy', 'true')
    hush()
    const form = phone.querySelector('form')
    const body = new URLSearchParams(new FormData(form))
    if (name) body.set(name, value)
    try {
      const answer = await fetch(form.action, { method: 'POST', body })
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const next = page.querySelector('[data-phone]')
      if (answer.ok && next) show(next, page.title)
      else leave(form, name, value)
    } catch {
      leave(form, name, value)
    }
    isBusy = false
    phone.removeAttribute('aria-busy')
    const waiting = ahead
    ahead = ''
    if (phone.querySelector('[data-phone-keyed]')) [...waiting].forEach(press)
  }

  // What is new is added to what was said, so that it is read out and nothing before it again.
  function show (next, title) {
    const [log, later] = [phone, next].map(part => part.querySelector('[data-phone-log] > div'))
    const isSameCall = log && later && new Set([phone, next].map(part => part.querySelector('[name=call]').value)).size === 1
    const focused = document.activeElement
    const sign = phone.contains(focused) && focused.name ? `[name="${focused.name}"]${focused.value && focused.type === 'submit' ? `[value="${focused.value}"]` : ''}` : null
    const fresh = later ? [...later.children].slice(isSameCall ? log.children.length : 0) : []
    if (isSameCall) {
      const [before, after] = [phone, next].map(part => part.querySelector('form'))
      for (const box of before.querySelectorAll('input[type=hidden]')) box.value = after.elements[box.name].value
      Object.assign(before.dataset, { phoneDigits: after.dataset.phoneDigits ?? '', phoneLast: after.dataset.phoneLast ?? '' })
      before.querySelector('[data-phone-keys]').replaceChildren(...after.querySelector('[data-phone-keys]').childNodes)
      before.querySelector('[data-phone-staff]')?.replaceChildren(...(after.querySelector('[data-phone-staff]')?.childNodes ?? []))
      log.append(...fresh)
    } else {
      phone.replaceChildren(...next.childNodes)
      phone.scrollIntoView()
    }
    document.title = title
    const again = sign && phone.querySelector(sign)
    if (later && !isSameCall) listen()
    else if (again) again.focus({ preventScroll: true })
    else if (!phone.contains(document.activeElement)) phone.querySelector('[data-phone-keys] button, select')?.focus({ preventScroll: true })
    speak(fresh)
  }

  // The keyboard is the telephone's from the first ring on.
  function listen () {
    phone.querySelector('[data-phone-log]').focus({ preventScroll: true })
  }

  // Without an answer, or with one that is not the telephone, the page itself shows what there is.
  function leave (form, name, value) {
    const pressed = form.appendChild(document.createElement('input'))
    Object.assign(pressed, { type: 'hidden', name, value })
    form.submit()
  }

  function lines () {
    return [...phone.querySelectorAll('[data-phone-log] p')]
  }

  function lastPressed () {
    return lines().findLastIndex(line => !('phoneSpeaks' in line.dataset))
  }

  function speak (said) {
    if (!canSpeak || localStorage.getItem(silent)) return
    for (const line of said.filter(line => 'phoneSpeaks' in line.dataset)) {
      const words = new SpeechSynthesisUtterance(line.lastChild.textContent.trim())
      words.lang = 'en-GB'
      speechSynthesis.speak(words)
    }
  }

  function hush () {
    if (canSpeak) speechSynthesis.cancel()
  }

  function offerSilence () {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'nhsuk-button nhsuk-button--secondary nhsuk-button--small'
    button.addEventListener('click', () => {
      hush()
      localStorage.getItem(silent) ? localStorage.removeItem(silent) : localStorage.setItem(silent, 'yes')
      name()
    })
    name()
    phone.after(button)

    function name () {
      button.textContent = localStorage.getItem(silent) ? 'Speak aloud' : 'Stop speaking aloud'
    }
  }
}
