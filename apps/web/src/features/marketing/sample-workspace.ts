/** The team of the workspace in the pictures: the sample that comes with a fresh clone. */
export const sampleTeam = { people: 11, invited: 3, guests: 5 } as const;
export const sampleSeats = sampleTeam.people + sampleTeam.invited;
