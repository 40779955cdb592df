import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { type ColumnType, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import type pg from 'pg';

type Connection = Awaited<ReturnType<PrismaPg['connect']>>;

/**
 * Postgres' internal one-byte "char", of which catalogue columns are full and which adapter-pg 7.10 refuses. It goes
 * through the adapter as a type that no catalogue column has and that is passed on unchanged.
 */
const internalChar = 18;
const disguise = 1083;

const Result = createRequire(import.meta.url)('pg/lib/result.js') as {
  prototype: { addFields(fields: { dataTypeID: number }[]): void };
};
const addFields = Result.prototype.addFields;
Result.prototype.addFields = function (fields) {
  for (const field of fields) if (field.dataTypeID === internalChar) field.dataTypeID = disguise;
  addFields.call(this, fields);
};

/** adapter-pg as the schema engine needs it: whole scripts in one message, and shadow databases of their own. */
export class SchemaEngineAdapter extends PrismaPg {
  readonly #url: URL;

  constructor(url: URL) {
    super(poolConfig(url), { schema: url.searchParams.get('schema') ?? undefined });
    this.#url = url;
  }

  /** adapter-pg 7.10 splits scripts at every semicolon, also inside function bodies. */
  override async connect(): Promise<Connection> {
    const connection = await super.connect();
    const queryRaw = connection.queryRaw.bind(connection);
    connection.queryRaw = async (query) => {
      const result = await queryRaw(query);
      const unmask = (type: ColumnType) => (type === ColumnTypeEnum.Time ? ColumnTypeEnum.Character : type);
      return { ...result, columnTypes: result.columnTypes.map(unmask) };
    };
    connection.executeScript = async (script) => {
      try {
        await connection.underlyingDriver().query(script);
      } catch (error) {
        // Converts the driver's error into the engine's; the method is protected in the types only.
        (connection as unknown as { onError(error: unknown): never }).onError(error);
      }
    };
    return connection;
  }

  /** adapter-pg 7.10 drops the shadow database while its own pool still holds connections to it. */
  override async connectToShadowDb(): Promise<Connection> {
    const database = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
    const main = await this.connect();
    await main.executeScript(`CREATE DATABASE "${database}"`);
    const url = new URL(this.#url);
    url.pathname = `/${database}`;
    const shadow = await new SchemaEngineAdapter(url).connect();
    const dispose = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await dispose();
      await main.executeScript(`DROP DATABASE "${database}" WITH (FORCE)`);
      await main.dispose();
    };
    return shadow;
  }
}

function poolConfig(url: URL): pg.PoolConfig {
  const plain = new URL(url);
  plain.searchParams.delete('schema');
  return { connectionString: plain.href, max: 1 };
}
