/** Whether the enquiry of a casefile is closed, as every page, list and file for download says it: its items may still be monitored. */
export const enquirySaid = (closed: boolean): string => (closed ? 'Enquiry closed' : 'Enquiry open')
