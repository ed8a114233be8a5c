import { test } from '@jest/globals'
import type { ParagraphId } from '../../machines/guidance/paragraph.ts'

/**
 * A test that proves something of the guidance. Its title begins with the paragraphs, which is how the register learns of it; only
 * a test that ran and passed counts.
 *
 * @example
 * proves('I9', 'refuses an action that only asks the organisation to consider', () => { … })
 * proves(['I9', 'I10'], 'a specific apology and a payment are taken', async () => { … })
 */
export function proves(
  paragraphs: ParagraphId | readonly ParagraphId[],
  claim: string,
  shown: () => void | Promise<void>,
  timeout?: number,
): void {
  test(`${[paragraphs].flat().join(' ')} ${claim}`, shown, timeout)
}
