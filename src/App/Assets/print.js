// A button that prints the page, where there is a script to do it.
export function offerToPrint () {
  document.querySelectorAll('[data-print]').forEach(place => {
    place.hidden = false
    place.querySelector('button').addEventListener('click', () => window.print())
  })
}
