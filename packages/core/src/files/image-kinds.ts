export interface ImageKind {
  /** As a sentence calls it. */
  noun: string;
  /** Pixels, of each side. */
  smallest: number;
  largest: number;
}

/** Pictures that a workspace uploads, by the folder of their address. */
export const imageKinds = {
  logo: { noun: 'logo', smallest: 32, largest: 2048 },
  cover: { noun: 'cover', smallest: 320, largest: 4096 },
  /** The cover of a post: seen by whoever may read that. */
  post: { noun: 'cover', smallest: 320, largest: 4096 },
  /** In the text of posts: seen by whoever may read one of them. */
  picture: { noun: 'picture', smallest: 16, largest: 4096 },
} as const satisfies Record<string, ImageKind>;

export type ImageKindName = keyof typeof imageKinds;

/** Those that are the workspace's own, and everybody's to see. */
export const brandImageKinds = ['logo', 'cover'] as const satisfies readonly ImageKindName[];
export type BrandImageKind = (typeof brandImageKinds)[number];

/** The most one picture may weigh, as it is sent. A form around it, with the text of a post, adds less than `formByteLimit`. */
export const imageByteLimit = 2 * 1024 * 1024;

/** The most that the other fields of a form with a picture may weigh: the longest text of a post among them. */
export const formByteLimit = 512 * 1024;
