/** How many places fit under a thumb, beside More. */
export const barPlaces = 4;
