import type { AstroGlobal } from 'astro';
import type { FormState } from '../forms/form-state.ts';

/** Asked for after the question mark by the button that shows a text without saving it. */
export const previewParameter = 'preview';

/** A picture that was uploaded with the form of a post: what names it in the text, or why it was refused. */
export interface PostedPicture {
  markdown: string | undefined;
  message: string | undefined;
  error: string | undefined;
  altError: string | undefined;
}

export interface PostedPreview {
  /** Whether the page shows what was typed and is not saved. */
  isAsked: boolean;
  picture: PostedPicture | undefined;
  value(field: string, initially?: string): string;
}

/**
 * What was typed into a post's form when somebody without JavaScript asked how it will look, or uploaded a picture for it,
 * which then stands at the end of the text. Nothing of the post is saved.
 */
export async function postedPreview(
  { request, url }: AstroGlobal,
  upload?: FormState<{ markdown: string }>,
): Promise<PostedPreview> {
  const picture = upload && postedPicture(upload);
  const isAsked =
    picture !== undefined ||
    (request.method === 'POST' && url.searchParams.has(previewParameter) && !url.searchParams.has('_action'));
  // What is no form shows the page as it is; of one that is too large nothing was read.
  const isReadable = isAsked && upload?.code !== 'CONTENT_TOO_LARGE';
  const typed = isReadable
    ? await request
        .clone()
        .formData()
        .catch(() => undefined)
    : undefined;
  return {
    isAsked,
    picture,
    value: (field, initially = '') => {
      const given = typed?.get(field);
      const text = typeof given === 'string' ? given.slice(0, 100_000) : initially;
      return field === 'body' && picture?.markdown ? `${text.trimEnd()}\n\n${picture.markdown}\n` : text;
    },
  };
}

function postedPicture(upload: FormState<{ markdown: string }>): PostedPicture | undefined {
  const { data, message } = upload;
  if (!data && !message) return undefined;
  return { markdown: data?.markdown, message, error: upload.error('image'), altError: upload.error('alt') };
}
