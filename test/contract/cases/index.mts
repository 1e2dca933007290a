import { jest } from '@jest/globals';
import { globSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { found } from '../../support/table.mts';
import type { Case, Given, KnownResource, Tries } from '../case.mts';
import { nameOf, type DocumentedEndpoint } from '../documentation/documentation.mts';

/** All files of this folder. Whatever is missing in them, a test tells with the file. */
export const CASES_FOLDER = 'test/contract/cases';

/** Where the cases of a resource are. */
export const casesFile = (resource: string): string => `${CASES_FOLDER}/${resource}.mts`;

/** By the name of the resource. */
export const known = new Map(
	globSync(`${CASES_FOLDER}/*.mts`)
		.filter((file) => basename(file) !== 'index.mts')
		.sort()
		.map((file): [string, KnownResource] => [basename(file, '.mts'), { cases: [], given: {}, ...jest.requireActual<Partial<KnownResource>>(resolve(file)) }]),
);

export const cases: Case[] = [...known.values()].flatMap((resource) => resource.cases);

/** What a documented endpoint is tried with on the seeded account. */
export function givenFor(endpoint: DocumentedEndpoint): Tries {
	const name = nameOf(endpoint);
	const entry = found(known.get(endpoint.resource)?.given[name], name, `given of ${casesFile(endpoint.resource)}`);
	return isTries(entry) ? entry : { these: [entry] };
}

const isTries = (entry: Given): entry is Tries => typeof entry !== 'function' && Array.isArray(entry.these);
