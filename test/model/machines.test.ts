import { definitions } from '../../machines/index.ts'
import { checkMachine } from './check-machine.ts'

/** The largest have files of their own, so that they are explored side by side. */
const elsewhere = ['compliance', 'intervention', 'approach']
for (const name of Object.keys(definitions)) if (!elsewhere.includes(name)) checkMachine(name)
