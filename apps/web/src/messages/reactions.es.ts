import type { Translation } from '@archipelago/core/language/message';
import type { en } from './reactions.en.ts';

export const es: Translation<typeof en> = {
  heading: 'Me gusta y valoraciones',
  like: 'Me gusta:',
  likes: { one: '{count} me gusta', other: '{count} me gusta' },
  joinToLike: 'Únete para marcar que te gusta',
  signInToLike: 'Inicia sesión para marcar que te gusta',
  yourRating: 'Tu valoración',
  stars: { one: '{count} estrella', other: '{count} estrellas' },
  average: 'Media:',
  ratedBy: {
    one: 'Valorada con {average} de 5 por {count} persona',
    other: 'Valorada con {average} de 5 por {count} personas',
  },
  notRated: 'Sin valoraciones',
  ratings: { one: '{count} valoración', other: '{count} valoraciones' },
  liked: 'Gracias. Tu me gusta cuenta.',
  unliked: 'Has retirado tu me gusta.',
  rated: 'Gracias. Tu valoración cuenta.',
  unrated: 'Has retirado tu valoración.',
};
