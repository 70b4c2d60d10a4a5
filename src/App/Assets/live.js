// A list that keeps itself up to date. The element says where its content is fetched from (data-live), which version it has
// (data-live-version, an ETag), and what one row is called (data-live-of: "referral"), if the row does not say it of itself; rows have a data-key. Beside it, an element with
// data-live-controls and its id takes what is said to the reader, and the button that stops it.
const every = 4000
const patience = 10000

export function keepUpToDate (list) {
  const controls = document.querySelector(`[data-live-controls="${list.id}"]`)
  const status = controls.querySelector('[data-live-status]')
  const refresh = controls.querySelector('a')
  const button = controls.appendChild(document.createElement('button'))
  let version = list.dataset.liveVersion
  let isStopped = false
  let isLost = false
  let timer

  button.type = 'button'
  button.className = 'nhsuk-button nhsuk-button--secondary nhsuk-button--small'
  button.textContent = 'Stop updating'
  if (refresh) refresh.hidden = true
  button.addEventListener('click', () => {
    isStopped = !isStopped
    button.textContent = isStopped ? 'Update' : 'Stop updating'
    say(isStopped ? `Updating stopped at ${time()}.` : '')
    isStopped ? clearTimeout(timer) : look()
  })
  document.addEventListener('visibilitychange', () => {
    clearTimeout(timer)
    if (!document.hidden && !isStopped) look()
  })
  list.closest('form')?.addEventListener('submit', event => {
    if (!isLost && navigator.onLine) return
    event.preventDefault()
    say(`There is no connection, so nothing was sent at ${time()}. Try again when the list is up to date.`, true)
  })
  window.addEventListener('online', () => { if (!isStopped && !document.hidden) look() })
  wait()

  function wait () {
    clearTimeout(timer)
    if (!isStopped && !document.hidden) timer = setTimeout(look, every)
  }

  async function look () {
    clearTimeout(timer)
    try {
      const answer = await fetch(list.dataset.live, {
        headers: { 'If-None-Match': version }, cache: 'no-store', redirect: 'manual', signal: AbortSignal.timeout(patience)
      })
      if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403) {
        isLost = true
        if (refresh) refresh.hidden = false
        say(`You were signed out at ${time()}; what you see may be out of date. Load the page again to sign in.`)
        return
      }
      if (answer.status !== 200 && answer.status !== 304) throw new Error(answer.statusText)
      const html = answer.status === 200 ? await answer.text() : null
      if (isStopped) return
      if (isLost) say(`Connected again at ${time()}.`)
      isLost = false
      if (html !== null) {
        version = answer.headers.get('ETag')
        show(html)
      }
    } catch {
      if (!isLost) say(`Connection lost at ${time()}; what you see may be out of date. It is tried again every few seconds.`, true)
      isLost = true
    }
    wait()
  }

  // Puts in what is new, and leaves the reader where they are: what had the focus has it again, what was in view stays in its place.
  function show (html) {
    const known = keys()
    const focused = list.contains(document.activeElement) ? sign(document.activeElement) : null
    const inView = row => row.getBoundingClientRect().bottom > 0 && row.getBoundingClientRect().top < window.innerHeight
    const rows = [...list.querySelectorAll('[data-key]')].filter(inView)
    const anchor = rows.find(row => row.contains(document.activeElement)) ?? rows[0]
    const top = anchor?.getBoundingClientRect().top
    list.innerHTML = html
    const title = list.querySelector('[data-live-title]')
    if (title) document.title = title.dataset.liveTitle
    if (focused) [...list.querySelectorAll('a, button, summary')].find(element => sign(element) === focused)?.focus({ preventScroll: true })
    const again = anchor && list.querySelector(`[data-key="${anchor.dataset.key}"]`)
    if (again && (top < 0 || focused)) window.scrollBy(0, again.getBoundingClientRect().top - top)
    const added = keys().filter(key => !known.includes(key))
    for (const key of added) list.querySelector(`[data-key="${key}"]`).classList.add('spr-new')
    const kinds = {}
    for (const key of added) {
      const kind = list.querySelector(`[data-key="${key}"]`).dataset.liveOf ?? list.dataset.liveOf
      kinds[kind] = (kinds[kind] ?? 0) + 1
    }
    const news = Object.entries(kinds).map(([kind, count]) => `${count} new ${kind}${count === 1 ? '' : 's'}`)
    if (news.length > 0) say(`${news.join(' and ')} at ${time()}.`)
  }

  function keys () {
    return [...list.querySelectorAll('[data-key]')].map(row => row.dataset.key)
  }

  function sign (element) {
    return [element.tagName, element.getAttribute('href'), element.getAttribute('formaction'), element.closest('[data-key]')?.dataset.key].join(' ')
  }

  function say (sentence, isBad = false) {
    status.textContent = sentence
    status.classList.toggle('spr-lost', isBad)
  }

  function time () {
    return new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' })
  }
}
