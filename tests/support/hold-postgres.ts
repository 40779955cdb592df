import { startPostgres } from '@archipelago/local-cloud/postgres/start-postgres';

/** A process that holds a local Postgres until it is killed; tells its parent when it runs. */
const [dataDirectory = '', port = ''] = process.argv.slice(2);
const { pid } = await startPostgres({ dataDirectory, port: Number(port), durable: false });
process.send?.({ pid });
process.on('message', () => undefined);
