// A generated client against a running service: signs in, creates a workflow for the credential of the sample, waits
// for its run and searches what the run found. Arguments: address and token.
import {
  AppsApi,
  AssetsApi,
  Configuration,
  CredentialsApi,
  IdentityApi,
  ResponseError,
  Run,
  RunsApi,
  WorkflowsApi,
} from './client';

declare const process: { argv: string[]; exit(code: number): void };

const PATIENCE_MILLIS = 120_000;

function expect(expected: unknown, found: unknown): void {
  if (expected !== found) {
    throw new Error(`Expected ${expected}, found ${found}`);
  }
}

async function ended(runs: RunsApi, name: string): Promise<Run> {
  const end = Date.now() + PATIENCE_MILLIS;
  while (Date.now() < end) {
    const { run } = await runs.getRun({ name });
    // The generated code reads a time that is null as 1970.
    if (['SUCCEEDED', 'FAILED', 'CANCELLED'].includes(run.state)) {
      return run;
    }
    await new Promise(resolve => setTimeout(resolve, 500));
  }
  throw new Error(`Run ${name} has not ended`);
}

async function main(basePath: string, accessToken: string): Promise<void> {
  const refused = await new IdentityApi(new Configuration({ basePath })).whoAmI().catch((failure: unknown) => failure);
  expect(401, refused instanceof ResponseError ? refused.response.status : refused);

  const configuration = new Configuration({ basePath, accessToken });
  const { username } = await new IdentityApi(configuration).whoAmI();
  const { records } = await new CredentialsApi(configuration).listCredentials({ limit: 1 });
  const qualifiedName = `default/postgres/${Math.floor(Date.now() / 1000)}`;
  const app = await new AppsApi(configuration).createApp({
    appInput: {
      appId: 'postgres-crawler',
      name: 'generated-typescript',
      run: true,
      inputs: {
        connection: {
          typeName: 'Connection',
          attributes: {
            name: 'generated-typescript',
            qualifiedName,
            connectorName: 'postgres',
            adminUsers: [username],
          },
        },
        extraction_method: 'direct',
        credential_guid: records[0].id,
      },
    },
  });

  const runs = new RunsApi(configuration);
  const run = await ended(runs, app.runId ?? '');
  expect('SUCCEEDED', run.state);
  const page = await runs.listRuns({ workflow: app.slug, state: ['SUCCEEDED'], limit: 10 });
  expect(1, page.items.length);
  expect(app.slug, (await new WorkflowsApi(configuration).getWorkflow({ name: app.slug })).workflow.name);

  const found = await new AssetsApi(configuration).searchAssets({
    assetSearchRequest: {
      dsl: {
        size: 5,
        query: {
          bool: {
            filter: [
              { term: { connectionQualifiedName: qualifiedName } },
              { term: { '__typeName.keyword': 'Table' } },
            ],
          },
        },
      },
      attributes: ['name'],
    },
  });
  expect(5, found.entities?.length);
  console.log(`TypeScript: ${found.approximateCount} tables found`);
}

main(process.argv[2], process.argv[3]).catch(failure => {
  console.error(failure);
  process.exit(1);
});
