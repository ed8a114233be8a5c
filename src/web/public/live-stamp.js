const MINUTE_MS = 60_000
const inLondon = { timeZone: 'Europe/London' }
const clock = new Intl.DateTimeFormat('en-GB', { ...inLondon, hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('en-GB', { ...inLondon, day: 'numeric', month: 'long' })

/**
 * Says when the numbers of a page were last known to hold, by the clock of the service: what has passed since it was last told is reckoned
 * by the clock of the browser, which may show another day. It never goes back, and of another day than today says which.
 */
export function stampIn(element) {
  const began = Date.parse(element.dateTime)
  let held = began
  let heardAt = Date.now()
  const by = (at) => held + Math.max(0, at - heardAt)
  const said = (moment) => {
    const on = day.format(moment)
    return on === day.format(by(Date.now())) ? clock.format(moment) : `${clock.format(moment)} on ${on}`
  }
  const put = () => {
    element.dateTime = new Date(held).toISOString()
    if (element.textContent !== said(held)) element.textContent = said(held)
  }
  // A page that stands still says by itself that its numbers are of the day before.
  setInterval(put, MINUTE_MS)
  return {
    /** Since when what has changed is told. */
    get since() {
      return said(began)
    },
    get words() {
      return said(held)
    },
    /**
     * @param at when they did by the clock of the browser: of an answer when it was asked for, which may be long before it was heard
     * @param asOf a moment of the service at which they did, where it told one
     */
    holds: ({ at, asOf }) => {
      held = Math.max(by(at), asOf === undefined ? 0 : Date.parse(asOf))
      heardAt = Math.max(heardAt, at)
      put()
    },
  }
}
