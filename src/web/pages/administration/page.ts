import { changePages } from './change.ts'
import { overviewPages } from './overview.ts'
import { peoplePages } from './people.ts'
import { postPages } from './posts.ts'
import { setPages } from './set.ts'

export const administrationPages = [...overviewPages, ...peoplePages, ...postPages, ...setPages, ...changePages]
