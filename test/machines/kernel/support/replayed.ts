import { correct } from '../../../../machines/kernel/correct.ts'
import type { Definitions, Stamp } from '../../../../machines/kernel/definition.ts'
import { act, type FileState, receive, sweep } from '../../../../machines/kernel/file.ts'
import type { Line } from '../../../../machines/kernel/line.ts'
import { begunFile } from './story.ts'

/** The file that a whole history gives when it is put again line by line, its corrections too; a line that is not accepted again throws. */
export const replayed = (definitions: Definitions, lines: readonly Line[]): FileState =>
  lines.reduce((file, line, place) => {
    const { kind, instance, seq, event: type, payload } = line
    const stamp = line.stamp as Stamp
    if (kind === 'clock') return sweep(definitions, file, stamp).file
    if (kind === 'delivery') return receive(definitions, file, { type, ...payload }, stamp).file
    if (kind !== 'person' && kind !== 'correction') return file
    const request = { instance, event: { type, happenedOn: stamp.happenedOn, ...payload } }
    const again =
      kind === 'person'
        ? act(definitions, file, request, stamp)
        : correct(definitions, begunFile, file, lines.slice(0, place), request, stamp)
    if (again.outcome !== 'taken') throw new Error(`Entry ${seq} (${type}) would not be accepted again: ${JSON.stringify(again)}`)
    return again.file
  }, begunFile)
