import { checkMachine } from './check-machine.ts'

checkMachine('compliance')
