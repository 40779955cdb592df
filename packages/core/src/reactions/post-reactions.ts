/** What a post is liked and rated, and what of that is the visitor's own. */
export interface PostReactions {
  likes: number;
  ratings: number;
  /** Of all ratings together. */
  stars: number;
  /** One to five with one decimal; null while nobody has rated. */
  average: number | null;
  isLiked: boolean;
  /** The visitor's own; null when they have given none. */
  ownStars: number | null;
}

/** As JSON made by SQL spells it. */
export interface PostReactionsRow {
  likes: number;
  ratings: number;
  stars: number;
  isLiked: boolean;
  ownStars: number | null;
}

export function postReactions(row: PostReactionsRow): PostReactions {
  return { ...row, average: averageOf(row.stars, row.ratings) };
}

/** Of so many ratings with so many stars together. */
export function averageOf(stars: number, ratings: number): number | null {
  return ratings === 0 ? null : Math.round((stars / ratings) * 10) / 10;
}
