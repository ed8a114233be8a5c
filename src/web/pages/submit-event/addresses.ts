import type { FileLook } from '../../../engine/engine.ts'

/** Where the pages of one event are, and where the things it is about are shown. */
export const eventAddress = (instance: string, type: string): string => `/instances/${instance}/events/${type}`
export const workbenchAddress = (instance: string): string => `/instances/${instance}/workbench`

/** New actions are written, and the one that is changed or removed is chosen, where the whole list is: whether a form is begun there. */
export const beginsAtTheBench = (type: string): boolean => ['ADD_ACTION', 'CHANGE_ACTION', 'REMOVE_ACTION'].includes(type)
/** Where a step is begun. */
export const stepAddress = (instance: string, type: string): string =>
  beginsAtTheBench(type) ? workbenchAddress(instance) : eventAddress(instance, type)

/** Where a step is begun that a rule stands in the way of: with the box for the written reason. */
export const withReasonAddress = (instance: string, type: string): string => `${eventAddress(instance, type)}?anyway=yes`

/** The page of the file: a casefile by its reference, an organisation by its id. */
export const fileAddress = ({ kind, reference, file }: Pick<FileLook, 'kind' | 'reference' | 'file'>): string =>
  kind === 'casefile' ? `/casefiles/${reference}` : kind === 'organisation' ? `/organisations/${file.id}` : '/administration'
