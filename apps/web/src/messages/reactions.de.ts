import type { Translation } from '@archipelago/core/language/message';
import type { en } from './reactions.en.ts';

export const de: Translation<typeof en> = {
  heading: 'Likes und Bewertungen',
  like: 'Gefällt mir:',
  likes: { one: '{count} Like', other: '{count} Likes' },
  joinToLike: 'Beitreten, um den Beitrag zu liken',
  signInToLike: 'Anmelden, um den Beitrag zu liken',
  yourRating: 'Ihre Bewertung',
  stars: { one: '{count} Stern', other: '{count} Sterne' },
  average: 'Durchschnitt:',
  ratedBy: {
    one: 'Von {count} Person mit {average} von 5 bewertet',
    other: 'Von {count} Personen mit {average} von 5 bewertet',
  },
  notRated: 'Noch nicht bewertet',
  ratings: { one: '{count} Bewertung', other: '{count} Bewertungen' },
  liked: 'Danke. Ihr Like zählt.',
  unliked: 'Ihr Like ist zurückgenommen.',
  rated: 'Danke. Ihre Bewertung zählt.',
  unrated: 'Ihre Bewertung ist zurückgenommen.',
};
