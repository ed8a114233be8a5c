import { checkMachine } from './check-machine.ts'

checkMachine('intervention')
