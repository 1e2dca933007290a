import type { WebPages } from '../../common/operation/webPage';

/** Robot's interface under its names of now and of 2022 and before, and its web service. */
const HOSTS = ['robot.hetzner.com', 'robot.your-server.de', 'robot-ws.your-server.de'];

/** The interface says `/server/321` and `/server/data/id/321`, the web service the first of them. */
const pagesOf = (section: string): WebPages => ({
	hosts: HOSTS,
	path: new RegExp(`^/${section}/(?:\\w+/id/)?(\\d+)(?:/|$)`),
	example: `https://robot.hetzner.com/${section}/123`,
});

export const SERVER_PAGES = pagesOf('server');
export const VSWITCH_PAGES = pagesOf('vswitch');
export const TEMPLATE_PAGES = pagesOf('firewall/template');
