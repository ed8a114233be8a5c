import { actingPages } from './acting.ts'
import { assignPages } from './assign.ts'
import { listPages } from './list.ts'

export const worklistPages = [...listPages, ...actingPages, ...assignPages]
