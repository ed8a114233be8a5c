/** Of the states that no usual stay is asked of. */
export const AT_REST = 'States at rest, such as “Evidence awaited”, are left out: what waits there is counted where its date runs'

/** Whose usual stay something is past, in the same words wherever that is counted. */
export const PAST_USUAL = `There for more days than 85% of those that left in the year before: by the usual stay of the innermost state in which it waits, in time and late being one. A state around others counts those within it, whatever its own usual stay and oldest. ${AT_REST}`
