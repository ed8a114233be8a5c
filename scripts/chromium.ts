import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const PLACES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map((name) => `/usr/bin/${name}`)
/** It asks nobody for anything but the pages it is sent to. */
const QUIET = ['gpu', 'quic', 'background-networking', 'component-update', 'sync'].map((what) => `--disable-${what}`)

/**
 * Starts Chromium. `CHROMIUM` names the program where it is none of the usual.
 *
 * @throws with how to get it, where there is none.
 */
export function startChromium(): Promise<Browser> {
  const executablePath = [process.env['CHROMIUM'], ...PLACES].find((place) => place && existsSync(place))
  if (executablePath === undefined)
    throw new Error('There is no Chromium: install it with "apt-get install chromium", or name the program in CHROMIUM.')
  return chromium.launch({ executablePath, args: [...QUIET, '--no-first-run', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])] })
}
