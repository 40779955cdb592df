import { parse } from '@astrojs/compiler-rs';
import { describe, expect, test } from 'vitest';
import { sourceFiles } from '../support/source-files.ts';

/** What guests and visitors see is said by catalogues; these are the files that show it. */
const shown = [
  /^apps\/web\/src\/features\/(?:abuse|comments|guestbook|joining|person|reactions|site)\//,
  /^apps\/web\/src\/features\/posts\/(?:AudienceMark|CopyLink|LockedPost|NearbyPosts|PostContents|PostCover|PostHead|SharePost)\.astro$/,
  /^apps\/web\/src\/layouts\/(?:Auth|Base|Tenant)Layout\.astro$/,
  /^apps\/web\/src\/components\/ErrorPage\.astro$/,
  /^apps\/web\/src\/clerk\//,
  /^apps\/web\/src\/pages\/(?:404|500)\.astro$/,
  /^apps\/web\/src\/pages\/(?:account|sign-in|sign-up)\//,
  /^apps\/web\/src\/pages\/w\/\[workspace\]\/(?!dashboard\/)/,
];

/** What stands beside them and is for the team or for operators alone, who are spoken to in English. */
const ofTheTeam =
  /\/(?:CommentQueue|CommentPolicyCard|GuestbookSignersCard|queue-screen|comment-policy-options|join-policy-options|closing|support-visit|robots\.txt|sitemap\.xml)\b|clerk-on-demand|\.test\.ts$/;

const files = sourceFiles('.astro', '.ts').filter(
  ({ path }) => shown.some((place) => place.test(path)) && !ofTheTeam.test(path),
);

interface Node {
  type: string;
  [key: string]: unknown;
}

/** Attributes that people read or hear. */
const spoken =
  /^(?:aria-label|title|alt|label|hint|text|lead|button|description|placeholder|submit|confirm|legend|\w+Label)$/;

/** Components with an English word of their own, unless they are told another. */
const told: Record<string, readonly string[]> = {
  ThemeSwitch: ['label'],
  Pagination: ['label', 'previousLabel', 'nextLabel'],
  Dialog: ['closeLabel'],
};

/** A name, an example of an address, or a separator; never a sentence. */
const allowed = /^(?:Archipelago|Bearer|GET|POST|RSS|·|you@example\.com)$/;

/** Texts of a file that somebody could read and no catalogue has. */
function literalsIn(path: string, text: string): string[] {
  const source = path.endsWith('.astro') ? text : `---\n${text}\n---\n`;
  const found: string[] = [];
  const visit = (value: unknown, attribute: string | null): void => {
    if (Array.isArray(value)) {
      for (const one of value) visit(one, attribute);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const node = value as Node;
    // What an error of ours says elsewhere is English; pages say it anew, by its key or its code.
    const callee = (node.callee as { name?: string } | undefined)?.name;
    if (node.type === 'ImportDeclaration' || (node.type === 'NewExpression' && /Error$/.test(callee ?? '')))
      return;
    if (node.type === 'TSLiteralType') return;
    if (node.type === 'JSXOpeningElement') found.push(...untold(node));
    const name = attributeOf(node, attribute);
    const words = wordsOf(node);
    if (words && !allowed.test(words)) {
      const isText = node.type === 'JSXText' && /\p{L}{2}/u.test(words);
      const isSpoken = name !== null && spoken.test(name) && /\p{L}{2}/u.test(words);
      if (isText || isSpoken || /^[A-Z][a-z’']+(?:[ ,.:?]|$)/.test(words)) found.push(words);
    }
    for (const [key, child] of Object.entries(node)) {
      if (key !== 'type') visit(child, name);
    }
  };
  visit((parse(source) as { ast: unknown }).ast, null);
  return found;
}

function untold({ name, attributes }: Node): string[] {
  const component = (name as { name?: string }).name ?? '';
  const given = (attributes as { name?: { name?: string } }[]).map((attribute) => attribute.name?.name);
  const missing = (told[component] ?? []).filter((needed) => !given.includes(needed));
  return missing.map((needed) => `<${component}> without ${needed}`);
}

/** The attribute that a node is the value of; what a call is given is no value of it. */
function attributeOf(node: Node, outer: string | null): string | null {
  if (node.type === 'JSXAttribute') return String((node.name as { name?: string }).name ?? '');
  if (node.type === 'Property') return String((node.key as { name?: string }).name ?? '');
  return node.type === 'CallExpression' || node.type === 'BinaryExpression' || node.type === 'JSXElement'
    ? null
    : outer;
}

function wordsOf(node: Node): string | null {
  if (node.type === 'JSXText') return String(node.value).trim();
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value.trim();
  if (node.type === 'TemplateElement') return String((node.value as { cooked: string }).cooked).trim();
  return null;
}

describe('public pages', () => {
  test('there are files to judge', () => {
    expect(files.length).toBeGreaterThan(40);
  });

  test('a text, a label and a sentence in code are each found', () => {
    const planted =
      "---\nconst said = isDone ? 'Thank you.' : '';\n---\n<p aria-label=\"close it\">Hello there {said}</p>";
    expect(literalsIn('planted.astro', planted).sort()).toEqual(['Hello there', 'Thank you.', 'close it']);
  });

  test('nothing on them is written in English alone', () => {
    const found = files.flatMap(({ path, text }) =>
      literalsIn(path, text).map((words) => `${path}: ${words}`),
    );
    expect(found).toEqual([]);
  });
});
