import type { Language } from '../language/languages.ts';
import { excerptOf } from '../posts/excerpt-of.ts';
import { readingMinutes } from '../posts/reading-minutes.ts';
import { welcomeTexts } from './welcome-texts.ts';

/** The slug of the post every workspace starts with; the set-up checklist does not count it as one's own. */
export const welcomePostSlug = 'welcome';

/** What is written in the first post: it shows its readers a living place, and its owner what a post can hold. */
export function welcomePost(workspaceName: string, language: Language) {
  const text = welcomeTexts[language];
  const body = text.body.replace('{workspace}', () => escapeMarkdown(workspaceName));
  return {
    title: text.title.replace('{workspace}', () => workspaceName),
    excerpt: excerptOf(body),
    body,
    readingMinutes: readingMinutes(body),
  };
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!<>|~&]/g, '\\$&');
}
