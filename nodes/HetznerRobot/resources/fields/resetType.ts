import type { INodePropertyOptions } from 'n8n-workflow';

/** The documented reset types. */
export const resetTypes: INodePropertyOptions[] = [
	{ name: 'Hardware Reset', value: 'hw', description: 'Like the reset button: the server restarts at once, and unsaved data are lost' },
	{ name: 'Long Press of Power Button', value: 'power_long', description: 'Switches a running server off at once, and unsaved data are lost' },
	{ name: 'Manual Reset', value: 'man', description: 'A technician at Hetzner switches the server off and on' },
	{ name: 'Press of Power Button', value: 'power', description: 'Asks a running server to shut down, or switches a stopped one on' },
	{ name: 'Software Reset', value: 'sw', description: 'Sends CTRL+ALT+DEL, on which the operating system reboots' },
];
