import { AppError } from '../errors/app-error.ts';
import { blobStore } from '../files/blob-store.ts';

/** The bytes of a ZIP file that `open-export` named, as a stream: never held whole. */
export async function readExport(key: string): Promise<ReadableStream> {
  const stream = await blobStore('exports').get(key, { type: 'stream' });
  if (stream) return stream;
  throw new AppError(
    'GONE',
    'The file of this export has been deleted. Make a new export under Settings, Data.',
  );
}
