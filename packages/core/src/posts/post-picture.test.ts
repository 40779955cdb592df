import { expect, test } from 'vitest';
import { plainPicture, responsivePicture } from './post-picture.ts';

const at = (path: string, width: number) => `${path}@${width}`;
const widthsOf = (width: number) =>
  responsivePicture({ name: 'x.png', width, height: 100 }, at)
    .srcset?.split(', ')
    .map((candidate) => candidate.split(' ')[1]);

test('no picture is asked for larger than it is, nor than a screen shows it', () => {
  expect(widthsOf(300)).toEqual(['300w']);
  expect(widthsOf(768)).toEqual(['480w', '768w']);
  expect(widthsOf(4000)).toEqual(['480w', '768w', '1024w', '1344w']);
});

test('a mail shows a picture at its width, in the shape that it has', () => {
  expect(plainPicture({ name: 'x.png', width: 2240, height: 1120 }, at)).toEqual({
    src: 'picture/x.png@1120',
    width: 560,
    height: 280,
  });
});
