import { flowPage } from './flow.ts'
import { listPage } from './list.ts'
import { listCsvPage } from './list-csv.ts'
import { oldestPage } from './oldest.ts'
import { overviewPage } from './overview.ts'
import { statePage } from './state.ts'
import { tableCsvPage } from './table-csv.ts'
import { picturePage } from './whole.ts'

export const flowPages = [overviewPage, flowPage, listPage, listCsvPage, oldestPage, statePage, tableCsvPage, picturePage]
