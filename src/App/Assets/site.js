// Everything works without this script; it adds what the components do in a browser, and keeps parts of a form up to date.
import { initAll } from './nhsuk-frontend.min.js'
import { keepDrafts } from './drafts.js'
import { keepUpToDate } from './live.js'
import { offerToPrint } from './print.js'
import { telephone } from './phone.js'

document.body.classList.add('js-enabled', 'nhsuk-frontend-supported')
initAll()
keepDrafts()
offerToPrint()
document.querySelectorAll('[data-live]').forEach(keepUpToDate)
document.querySelectorAll('[data-phone]').forEach(telephone)

// What goes along whatever a part follows.
const kept = ['__RequestVerificationToken', 'addTo', 'separateBecause']
document.querySelectorAll('[data-refresh]').forEach(follow)

// A part of a form that is fetched again half a second after one of the fields that it follows was changed. Without an answer it
// stays as it is.
function follow (part) {
  const form = part.closest('form')
  const fields = part.dataset.follows.split(' ')
  const isFollowed = name => fields.includes(name.split('-')[0])
  let timer
  let request

  const refreshSoon = () => { clearTimeout(timer); timer = setTimeout(refresh, 500) }
  form.addEventListener('input', event => { if (isFollowed(event.target.name)) refreshSoon() })
  form.addEventListener('filled', refreshSoon)

  async function refresh () {
    request?.abort()
    request = new AbortController()
    const typed = [...new FormData(form)].filter(([name]) => isFollowed(name) || kept.includes(name))
    try {
      const answer = await fetch(part.dataset.refresh, { method: 'POST', body: new URLSearchParams(typed), signal: request.signal })
      if (answer.ok) part.innerHTML = await answer.text()
    } catch {
      // Offline, or overtaken by what was typed since.
    }
  }
}
