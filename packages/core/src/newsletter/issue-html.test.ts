import { expect, test } from 'vitest';
import { issueHtml } from './issue-html.ts';

const html = (markdown: string) =>
  issueHtml(markdown, { siteUrl: 'https://acme.example/', accent: '#b0442a' });

test('addresses of the site are written in full, others stay as they are', () => {
  const targets = (markdown: string) =>
    [...html(markdown).matchAll(/href="([^"]*)"/g)].map(([, target]) => target);
  expect(targets('[a](/posts/a) [b](https://b.example/x)')).toEqual([
    'https://acme.example/posts/a',
    'https://b.example/x',
  ]);
  expect(targets('[a](//b.example/x)')).toEqual(['//b.example/x']);
});

test('links are in the colour of the workspace', () => {
  expect(html('[a](/posts/a)')).toContain('<a style="color:#b0442a;');
});

test('a picture is no wider than the mail', () => {
  expect(html('![A gauge](/files/a.png)')).toMatch(
    /<img style="max-width:100%;height:auto;[^"]*" src="https:\/\/acme\.example\/files\/a\.png" alt="A gauge" \/>/,
  );
});

test('a long line of code is broken, not pushed out of the mail', () => {
  expect(html('```\nlong\n```')).toMatch(/<pre [^>]*white-space:pre-wrap/);
});

test('boxes to tick and headings nobody sees are written for a mail, which has neither', () => {
  expect(html('- [x] done\n- [ ] open')).toMatch(/☑ done[\s\S]*☐ open/);
  expect(html('A.[^1]\n\n[^1]: B.')).not.toContain('Footnotes');
});

test('what somebody wrote never becomes a tag or a style', () => {
  expect(html('<img src="/x" onerror=alert(1)>')).not.toContain('<img');
  expect(html('`<p>` <table>')).toContain('&lt;table&gt;');
});

test('a picture of the text is asked for where it is made for mails', () => {
  const name = '0b0c7b52-6a3f-4c1e-9d0a-1f2e3d4c5b6a.png';
  const picture = { src: 'https://b.example/.netlify/images?url=x&w=9', width: 560, height: 280 };
  expect(
    issueHtml(`![A gauge](/pictures/${name})`, {
      siteUrl: 'https://acme.example/',
      accent: null,
      picture: () => picture,
    }),
  ).toContain(
    ' src="https://b.example/.netlify/images?url=x&amp;w=9" width="560" height="280" alt="A gauge" />',
  );
});
