import { describe, expect, it } from '@jest/globals';
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { HetznerRobot } from '../../nodes/HetznerRobot/HetznerRobot.node.ts';
import { consequencesOf } from '../../nodes/common/operation/effects.ts';
import type { Call, Field, Operation } from '../../nodes/common/operation/operation.ts';
import { listSearch } from '../../nodes/HetznerRobot/lists/listSearch.ts';
import { resources } from '../../nodes/HetznerRobot/resources/index.ts';
import { SECRET_INPUTS } from '../../nodes/HetznerRobot/robot/secrets.ts';
import { panelOf } from '../support/panel.mts';
import { JOBS } from '../contract/jobs/jobs.mts';
import { endpoints, limitInNumbers, withoutNames, type DocumentedEndpoint } from '../contract/documentation/documentation.mts';

const node = new HetznerRobot();
const { properties } = node.description;
const operations = resources.flatMap((resource) =>
	resource.operations.map((operation) => ({ name: `${resource.value}: ${operation.value}`, resource: resource.value, operation })),
);

/** Documented as inputs of their own, these are the parts of one firewall rule. */
const RULE_PARTS: Record<string, string> = {
	name: 'name',
	ip_version: 'ipVersion',
	dst_ip: 'dstIp',
	src_ip: 'srcIp',
	dst_port: 'dstPort',
	src_port: 'srcPort',
	protocol: 'protocol',
	tcp_flags: 'tcpFlags',
	action: 'action',
};

/** Operations after which something is gone for good. */
const DESTROYING = [
	'boot: activateCpanel',
	'boot: activateLinux',
	'boot: activatePlesk',
	'boot: activateVnc',
	'boot: activateWindows',
	'firewall: clear',
	'firewall: set',
	'firewallTemplate: delete',
	'firewallTemplate: update',
	'ip: cancel',
	'ip: deleteMac',
	'reverseDns: delete',
	'server: cancel',
	'sshKey: delete',
	'storageBox: updateSnapshotPlan',
	'storageBoxSnapshot: delete',
	'storageBoxSnapshot: revert',
	'storageBoxSubaccount: delete',
	'subnet: cancel',
	'vSwitch: cancel',
];

/** The call of an operation that a documented endpoint stands for. */
function callFor({ when }: DocumentedEndpoint, { choice, calls }: Operation): Call | undefined {
	if (!choice) return when === undefined ? calls[0] : undefined;
	const [parameter, value] = (when ?? '').split('=');
	return parameter === choice.property.name ? calls.find(({ chosenBy }) => chosenBy === value) : undefined;
}

/** The fields of an operation and of one of its calls, those in collections included. */
const fieldsOf = (operation: Operation, call: Call): Field[] => [...operation.fields, ...call.fields].flatMap((field) => [field, ...(field.fields ?? [])]);

const lowerCamelCase = (name: string) =>
	name
		.split(/[_-]/)
		.map((word, index) => (index === 0 ? word : word[0]!.toUpperCase() + word.slice(1)))
		.join('');
/** What a person fills in. */
const shownIn = (resource: string, operation: string) => panelOf(properties, [resource, operation], 'tool').filter(({ name }) => name !== 'toolDescription');
const withNested = (property: INodeProperties): INodeProperties[] => [property, ...nestedOf(property).flatMap(withNested)];
function nestedOf({ type, options = [] }: INodeProperties): INodeProperties[] {
	if (type === 'collection') return options as INodeProperties[];
	return type === 'fixedCollection' ? (options as INodePropertyCollection[]).flatMap(({ values }) => values) : [];
}

describe('the documentation', () => {
	it('has an endpoint for every resource of the node, and the node a resource for every endpoint', () => {
		expect(resources.map(({ value }) => value).sort()).toEqual([...new Set(endpoints.map(({ resource }) => resource))].sort());
	});
});

describe.each(endpoints.map((endpoint) => ({ ...endpoint, title: `${endpoint.method} ${endpoint.path}` })))('$title', (endpoint) => {
	const operation = resources.find(({ value }) => value === endpoint.resource)?.operations.find(({ value }) => value === endpoint.operation);
	const call = operation && callFor(endpoint, operation);

	it('is sent by the operation that is named for it', () => {
		expect(call?.endpoint.method).toBe(endpoint.method);
		expect(withoutNames(call!.endpoint.path)).toBe(withoutNames(endpoint.path));
	});

	it('has the documented request limit', () => {
		const { max, seconds } = call!.endpoint.limit;
		expect({ max, seconds }).toEqual(limitInNumbers(endpoint.limit));
	});

	it('has a parameter for every value in its path', () => {
		const names = fieldsOf(operation!, call!).map(({ property }) => property.name);
		const wanted = [...call!.endpoint.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
		expect(names).toEqual(expect.arrayContaining(wanted));
	});

	it('has a parameter for every documented input', () => {
		const fields = fieldsOf(operation!, call!);
		const sent = new Set([...fields.map(({ sends }) => sends), ...Object.keys(call!.constants ?? {})]);
		const parts = fields.flatMap(({ property }) => nestedOf(property).map(({ name }) => name));
		const missing = endpoint.inputs
			.map((input) => input.replace('[]', ''))
			.filter((input) => !sent.has(input) && !(sent.has('rules') && Object.hasOwn(RULE_PARTS, input) && parts.includes(RULE_PARTS[input]!)));
		expect(missing).toEqual([]);
	});
});

describe.each(operations)('$name', ({ name, resource, operation }) => {
	const endpointsOfIt = endpoints.filter((endpoint) => endpoint.resource === resource && endpoint.operation === operation.value);

	it('is there for documented endpoints, each of its calls for one', () => {
		expect(endpointsOfIt).toHaveLength(Object.hasOwn(JOBS, name) ? 0 : operation.calls.length);
	});

	it('calls its parameters as Robot does, in lower camel case', () => {
		const named = operation.calls.flatMap((call) => fieldsOf(operation, call)).filter(({ sends }) => sends !== undefined);
		// A second way to give a date: the switch that sends "now".
		const own = named.filter(({ property, sends }) => !(property.name === 'immediately' && sends === 'cancellation_date'));
		expect(own.map(({ property }) => property.name)).toEqual(own.map(({ sends }) => lowerCamelCase(sends!)));
	});

	it('shows its options last', () => {
		expect(shownIn(resource, operation.value).at(-1)?.name).toBe('options');
	});

	it('never shows two parameters of one name at a time', () => {
		const shown = shownIn(resource, operation.value);
		const together = shown.flatMap((one, index) =>
			shown.slice(index + 1).filter((other) => {
				if (other.name !== one.name) return false;
				const [a = {}, b = {}] = [one.displayOptions?.show, other.displayOptions?.show];
				return !Object.keys(a).some((key) => b[key] && !a[key]!.some((value) => (b[key] as unknown[]).includes(value)));
			}),
		);
		expect(together.map((property) => property.name)).toEqual([]);
	});

	it('says in its description what is lost, if something is', () => {
		const destroys = [operation.calls.map(({ endpoint }) => endpoint.effect), consequencesOf(operation).map(({ brings }) => brings.effect)].flat().includes('destroy');
		if (DESTROYING.includes(name)) expect(destroys).toBe(true);
		if (destroys) expect(operation.description).toMatch(/\b(lost|deletes? all data|data are deleted)\b/);
		else expect(operation.description).not.toMatch(/\blost\b/);
	});

	it('says in its description that it costs money, if it does', () => {
		const buys = operation.calls.some(({ endpoint }) => endpoint.effect === 'buy');
		expect(/\bmoney\b/.test(operation.description)).toBe(buys);
		expect(buys).toBe(endpointsOfIt.some(({ method, path }) => method === 'POST' && path.endsWith('/transaction')));
	});
});

describe('the parameters of the node', () => {
	const all = properties.flatMap(withNested);
	const choices = all.filter(({ type, options }) => (type === 'options' || type === 'multiOptions') && options);

	it('offer no choice twice', () => {
		const twice = choices.flatMap(({ name, options }) => {
			const values = (options as INodePropertyOptions[]).map(({ value }) => value);
			return values.filter((value, index) => values.indexOf(value) !== index).map((value) => `${name}: ${String(value)}`);
		});
		expect(twice).toEqual([]);
	});

	it('have defaults that can be chosen', () => {
		const wrong = choices.filter(({ type, options, default: value }) => type === 'options' && !(options as INodePropertyOptions[]).some((option) => option.value === value));
		expect(wrong.map(({ name }) => name)).toEqual([]);
	});

	it('use only lists that the node has', () => {
		const used = all.flatMap(({ typeOptions, modes = [] }) => [typeOptions?.loadOptionsMethod, ...modes.map((mode) => mode.typeOptions?.searchListMethod)]).filter(Boolean);
		expect(used.filter((method) => !Object.hasOwn(listSearch, method!))).toEqual([]);
		expect(Object.keys(listSearch).filter((method) => !used.includes(method))).toEqual([]);
	});

	it('are shown by parameters that there are: an n8n before 2.0 waits for others, and does not run the node', () => {
		const shownBy = properties.flatMap(({ displayOptions }) => Object.values(displayOptions ?? {}).flatMap((conditions) => Object.keys(conditions as object)));
		const names = new Set(properties.map(({ name }) => name));
		expect([...new Set(shownBy)].filter((name) => !/^[@/]/.test(name) && !names.has(name))).toEqual([]);
	});

	it('are not required inside a collection, which n8n would take for missing in every operation', () => {
		const required = properties
			.filter(({ type }) => type === 'collection')
			.flatMap(nestedOf)
			.filter((property) => property.required);
		expect(required.map(({ name }) => name)).toEqual([]);
	});

	it('have each operation in the lists once, with an action of its own', () => {
		const listed = properties.filter(({ name }) => name === 'operation').flatMap(({ options }) => options as INodePropertyOptions[]);
		expect(listed).toHaveLength(operations.length);
		expect(new Set(listed.map(({ action }) => action)).size).toBe(listed.length);
	});
});

describe('the passwords', () => {
	it('are the inputs that no error repeats', () => {
		const fields = operations.flatMap(({ operation }) => operation.calls.flatMap((call) => fieldsOf(operation, call)));
		const isHidden = ({ property }: Field) => property.typeOptions?.password === true;
		expect([...new Set(fields.filter(isHidden).map(({ sends }) => sends))]).toEqual(SECRET_INPUTS);
		expect(fields.filter((field) => SECRET_INPUTS.includes(field.sends ?? '') && !isHidden(field))).toEqual([]);
	});
});

describe.each(['inputRules', 'outputRules'])('a row of %s', (name) => {
	const rows = properties.filter((property) => property.name === name);
	const fields = rows.map((property) => nestedOf(property));

	it('reads as a rule: what it is called and does, and then what it matches', () => {
		for (const row of fields) {
			expect(row.map((property) => property.name)).toEqual(['name', 'action', 'ipVersion', 'protocol', 'srcIp', 'dstIp', 'srcPort', 'dstPort', 'tcpFlags']);
		}
	});

	it('shows at once what always says something, and the conditions on demand', () => {
		expect(rows.length).toBeGreaterThan(0);
		for (const { typeOptions } of rows) expect(typeOptions).toMatchObject({ hideOptionalFields: true, addOptionalFieldButtonText: 'Add Condition' });
		for (const row of fields) {
			const hidden = row.filter(({ typeOptions }) => typeOptions?.showEvenWhenOptional !== true);
			expect(hidden.map(({ default: value }) => value)).toEqual(hidden.map(() => ''));
			expect(hidden.map((property) => property.name)).toEqual(['protocol', 'srcIp', 'dstIp', 'srcPort', 'dstPort', 'tcpFlags']);
		}
	});
});

describe('the fields of an operation', () => {
	it.each([
		[
			'order',
			'orderServer',
			['allowInAgents', 'productId', 'authorizedKey', 'password', 'additionalFields', 'test', 'costsMoneyNotice', 'testNotice', 'output', 'fields', 'options'],
		],
		[
			'boot',
			'activatePlesk',
			['deletesAllDataNotice', 'allowInAgents', 'serverNumber', 'dist', 'lang', 'hostname', 'additionalFields', 'resetNow', 'interruptsServiceNotice', 'resetType', 'options'],
		],
		[
			'firewall',
			'set',
			[
				'interruptsServiceNotice',
				'allowInAgents',
				'serverNumber',
				'status',
				'rules',
				'replacesRulesNotice',
				'templateId',
				'inputRules',
				'outputRulesMode',
				'outputRules',
				'rulesJson',
				'filterIpv6',
				'whitelistHos',
				'waitForCompletion',
				'maximumWait',
				'output',
				'fields',
				'options',
			],
		],
		['server', 'cancel', ['deletesAllDataNotice', 'allowInAgents', 'serverNumber', 'immediately', 'cancellationDate', 'additionalFields', 'options']],
	])('stand in the order in which they are filled in: %s %s', (resource, operation, names) => {
		expect(shownIn(resource, operation).map(({ name }) => name)).toEqual(names);
	});
});
