import { expect, test } from 'vitest';
import { issueHtml } from './issue-html.ts';

const html = (markdown: string) => issueHtml(markdown, 'https://acme.example/');

test('addresses of the site are written in full, others stay as they are', () => {
  expect(html('[a](/posts/a) [b](https://b.example/x)')).toBe(
    '<p><a href="https://acme.example/posts/a">a</a> <a href="https://b.example/x">b</a></p>',
  );
  expect(html('[a](//b.example/x)')).toBe('<p><a href="//b.example/x">a</a></p>');
});

test('a picture is no wider than the mail', () => {
  expect(html('![A gauge](/files/a.png)')).toBe(
    '<p><img style="max-width:100%;height:auto;" src="https://acme.example/files/a.png" alt="A gauge" /></p>',
  );
});

test('what somebody wrote never becomes a tag', () => {
  expect(html('<img src="/x" onerror=alert(1)>')).not.toContain('<img');
});

test('a picture of the text is asked for where it is made for mails', () => {
  const name = '0b0c7b52-6a3f-4c1e-9d0a-1f2e3d4c5b6a.png';
  const picture = { src: 'https://b.example/.netlify/images?url=x&w=9', width: 560, height: 280 };
  expect(issueHtml(`![A gauge](/pictures/${name})`, 'https://acme.example/', () => picture)).toBe(
    '<p><img style="max-width:100%;height:auto;" src="https://b.example/.netlify/images?url=x&amp;w=9" width="560" height="280" alt="A gauge" /></p>',
  );
});
