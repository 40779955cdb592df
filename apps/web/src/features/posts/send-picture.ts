export interface PictureToSend {
  /** The page's own address with the action's name: only a page's address says which workspace is meant. */
  address: string;
  file: File;
  alt: string;
  /** Told what part of it is on its way, from 0 to 1. */
  onProgress(part: number): void;
}

const unreachable = 'The picture could not be uploaded. Check your connection and try again.';

/** Uploads a picture for a text and answers its Markdown. @throws Error that says why not. */
export function sendPicture({ address, file, alt, onProgress }: PictureToSend): Promise<string> {
  return new Promise((resolve, reject) => {
    // Unlike `fetch`, it tells how far it is.
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('accept', 'application/json');
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total ? loaded / total : 0),
    );
    request.addEventListener('error', () => reject(new Error(unreachable)));
    request.addEventListener('load', () => {
      try {
        if (request.status === 200) resolve(markdownOf(request.responseText));
        else reject(new Error(problemOf(request.responseText)));
      } catch {
        reject(new Error(unreachable));
      }
    });
    const form = new FormData();
    form.set('picture', file);
    form.set('pictureAlt', alt);
    request.send(form);
  });
}

/** Astro writes a result as a list: first the fields, each with the place in the list where its value stands. */
function markdownOf(answer: string): string {
  const values = JSON.parse(answer);
  const markdown = values[values[0].markdown];
  if (typeof markdown !== 'string') throw new Error(unreachable);
  return markdown;
}

function problemOf(answer: string): string {
  const { issues, message, detail } = JSON.parse(answer);
  return issues?.[0]?.message || message || detail || unreachable;
}
