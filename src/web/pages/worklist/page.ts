import { actingPages } from './acting.ts'
import { assignPages } from './assign.ts'
import { listPages } from './list.ts'
import { remindPages } from './remind.ts'

export const worklistPages = [...listPages, ...actingPages, ...assignPages, ...remindPages]
