import { AppError } from '../errors/app-error.ts';
import { blobStore } from '../files/blob-store.ts';

/** As long as a function may take: what is read is passed on at the pace of whoever downloads it. */
const patienceMs = 60_000;

/** The bytes of a ZIP file that `open-export` named, as a stream: never held whole. */
export async function readExport(key: string): Promise<ReadableStream> {
  const stream = await blobStore('exports', patienceMs).get(key, { type: 'stream' });
  if (stream) return stream;
  throw new AppError(
    'GONE',
    'The file of this export has been deleted. Make a new export under Settings, Data.',
  );
}
