import type { AstroGlobal } from 'astro';

/** Asked for after the question mark by the button that shows a text without saving it. */
export const previewParameter = 'preview';

export interface PostedPreview {
  /** Whether the page was asked for one. */
  isAsked: boolean;
  value(field: string, initially?: string): string;
}

/** What was typed into a post's form when somebody without JavaScript asked how it will look. Nothing is saved. */
export async function postedPreview({ request, url }: AstroGlobal): Promise<PostedPreview> {
  const isAsked =
    request.method === 'POST' && url.searchParams.has(previewParameter) && !url.searchParams.has('_action');
  // What is no form shows the page as it is.
  const typed = isAsked
    ? await request
        .clone()
        .formData()
        .catch(() => undefined)
    : undefined;
  return {
    isAsked,
    value: (field, initially = '') => {
      const given = typed?.get(field);
      return typeof given === 'string' ? given.slice(0, 100_000) : initially;
    },
  };
}
