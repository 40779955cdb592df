export interface ImageKind {
  /** As a sentence calls it. */
  noun: string;
  /** Pixels, of each side. */
  smallest: number;
  largest: number;
}

/** Pictures that a workspace uploads and that everybody may see, by the folder of their address. */
export const imageKinds = {
  logo: { noun: 'logo', smallest: 32, largest: 2048 },
  cover: { noun: 'cover', smallest: 320, largest: 4096 },
} as const satisfies Record<string, ImageKind>;

export type ImageKindName = keyof typeof imageKinds;

export const imageKindNames = Object.keys(imageKinds) as [ImageKindName, ...ImageKindName[]];

/** The most one picture may weigh, as it is sent. A form around it adds less than 64 KB. */
export const imageByteLimit = 2 * 1024 * 1024;
