import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type Filling, loadDemonstration } from './load.ts'

/** The arguments of `loadDemonstration`, as they are handed to the other process. */
type Handed = readonly [address: string, databaseUrl: string, filling: Filling]
type Outcome = { readonly casefiles?: number | undefined } | { readonly failed: string }

/** Fills the demonstration from a process of its own: whoever asks takes no time from the service that answers. */
export function loadApart(...handed: Handed): Promise<number | undefined> {
  const filling = fork(fileURLToPath(import.meta.url), ['fill'])
  filling.send(handed)
  return new Promise((resolve, reject) => {
    filling.once('message', (outcome: Outcome) => ('failed' in outcome ? reject(new Error(outcome.failed)) : resolve(outcome.casefiles)))
    filling.once('exit', () => reject(new Error('The demonstration could not be filled')))
  })
}

if (process.argv[2] === 'fill' && process.send) {
  process.once('disconnect', () => process.exit())
  process.once('message', (handed: Handed) => {
    void loadDemonstration(...handed)
      .then(
        (casefiles): Outcome => ({ casefiles }),
        (error: Error): Outcome => ({ failed: error.stack ?? error.message }),
      )
      .then((outcome) => process.send!(outcome, () => process.disconnect()))
  })
}
