import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { INodeProperties, INodePropertyCollection, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { actionsOf } from '../support/actions.mts';
import { HetznerRobot } from '../../nodes/HetznerRobot/HetznerRobot.node.ts';
import { printDescription } from './printDescription.mts';

/** Milliseconds for ESLint on a busy machine. */
const SLOW = 60_000;

/** n8n's rule for actions knows neither names nor what stands in brackets: it sees them without. */
const PROPER_NAMES: Record<string, string> = {
	'sub-account': 'sub account',
	'Storage Box': 'storage box',
	cPanel: 'cpanel',
	Linux: 'linux',
	Plesk: 'plesk',
	vSwitch: 'vswitch',
	Windows: 'windows',
};

const withoutNames = (action: string) =>
	Object.entries(PROPER_NAMES).reduce((text, [name, words]) => text.replaceAll(name, words), action.replace(/ \([a-z ]+\)$| \(discontinued in Robot[a-z, ]*\)$/, ''));

/** The fields of a firewall rule stand in the order in which rules are read, not in that of the alphabet. */
const inRows = ({ options = [] }: INodeProperties) =>
	(options as INodePropertyCollection[]).map((row) => ({ ...row, values: [...row.values].sort((a, b) => a.displayName.localeCompare(b.displayName)) }));

/** The description without what n8n's rules are wrong about. */
const readable = (description: INodeTypeDescription): INodeTypeDescription => ({
	...description,
	properties: description.properties.map((property) => {
		if (property.name === 'operation') return { ...property, options: actionsOf(property).map((option) => ({ ...option, action: withoutNames(option.action) })) };
		return ['inputRules', 'outputRules', 'rule'].includes(property.name) ? { ...property, options: inRows(property) } : property;
	}),
});

/** The rules that n8n's reviewers run. */
function lint(file: string, text: string): string[] {
	// Where NODE_ENV is "test" the rules take any file for one of their own tests.
	const env = { ...process.env, NODE_ENV: undefined };
	const eslint = resolve('node_modules/eslint/bin/eslint.js');
	const { stdout, stderr } = spawnSync(process.execPath, [eslint, '--format', 'json', '--stdin', '--stdin-filename', file], { input: text, encoding: 'utf8', env });
	if (stdout === '') throw new Error(stderr);
	const [{ messages = [] } = {}] = JSON.parse(stdout) as Array<{ messages?: Array<{ ruleId: string; message: string; line: number; endLine?: number }> }>;
	const lines = text.split('\n');
	return messages.map(({ ruleId, message, line, endLine = line }) => `${ruleId}: ${message} ${lines.slice(line - 1, Math.min(endLine, line + 4)).join(' ')}`);
}

describe("n8n's lint rules", () => {
	it.each(globSync('nodes/**/*.node.ts'))(
		'have nothing against the assembled description in %s',
		async (file) => {
			const className = basename(file, '.node.ts');
			const { [className]: NodeType } = (await import(resolve(file))) as Record<string, new () => INodeType>;

			expect(lint(file, printDescription(className, readable(new NodeType!().description)))).toEqual([]);
		},
		SLOW,
	);

	it(
		'see the printed description',
		() => {
			const { description } = new HetznerRobot();
			const [resource, operation, ...fields] = description.properties;
			const spoiled = { ...operation!, options: [...operation!.options!].reverse() };

			expect(
				lint('nodes/HetznerRobot/HetznerRobot.node.ts', printDescription('HetznerRobot', readable({ ...description, properties: [resource!, spoiled, ...fields] }))),
			).not.toEqual([]);
		},
		SLOW,
	);

	it('are those that n8n wants in strict mode, unchanged', () => {
		const config = readFileSync('eslint.config.mjs', 'utf8').replace(/\s+/g, ' ').trim();
		expect(config).toBe("import { config } from '@n8n/node-cli/eslint'; export default config;");
	});
});
