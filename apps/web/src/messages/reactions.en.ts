/** Likes and ratings. */
export const en = {
  heading: 'Likes and ratings',
  like: 'Like:',
  likes: { one: '{count} like', other: '{count} likes' },
  joinToLike: 'Join to like this post',
  signInToLike: 'Sign in to like this post',
  yourRating: 'Your rating',
  stars: { one: '{count} star', other: '{count} stars' },
  average: 'Average:',
  ratedBy: {
    one: 'Rated {average} out of 5 by {count} person',
    other: 'Rated {average} out of 5 by {count} people',
  },
  notRated: 'Not rated yet',
  ratings: { one: '{count} rating', other: '{count} ratings' },
  liked: 'Thank you. Your like counts.',
  unliked: 'Your like is taken back.',
  rated: 'Thank you. Your rating counts.',
  unrated: 'Your rating is taken back.',
} as const;
