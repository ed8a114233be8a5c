import type { FileLook } from '../../../engine/engine.ts'

/** Where the pages of one event are, and where the things it is about are shown. */
export const eventAddress = (instance: string, type: string): string => `/instances/${instance}/events/${type}`
export const workbenchAddress = (instance: string): string => `/instances/${instance}/workbench`

/** The page of the file: a casefile by its reference, an organisation by its id. */
export const fileAddress = ({ kind, reference, file }: Pick<FileLook, 'kind' | 'reference' | 'file'>): string =>
  kind === 'casefile' ? `/casefiles/${reference}` : kind === 'organisation' ? `/organisations/${file.id}` : '/administration'
