import { checkMachine } from './check-machine.ts'

checkMachine('approach')
