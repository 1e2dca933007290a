import { dayAndTime, daysAfter } from '../dates.mts';
import { parsePublicKey } from '../sshKey.mts';
import type { Key } from '../state/key.mts';

/** Real public keys, made for the simulator; nobody kept the private halves. */
const KEYS = [
	{
		name: 'alice@laptop',
		daysAgo: 400,
		/** 30:ed:2e:78:3b:da:1f:eb:a3:7e:01:8e:48:90:09:29 */
		data: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIZBWxiGpnMoWARAeBc94bPYQr/YsQxBODS4KYD5I9bS',
	},
	{
		name: 'deploy',
		daysAgo: 120,
		/** 95:7c:77:e3:19:60:de:bf:a1:fd:a5:1b:21:8a:7a:16 */
		data: 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQC2NsmFF9N/8cTx5fUD1zeHfcxAbQwDlLnOVDC64jl4QCPMRepTTuOPbLnMFU3BRI46LVKU+Hc/Dp9Cr8hdo0slOT1jKY7yRofBGPx2R8K6Syok1V0sADPuTr96MRL+EPrAUcmG//D+HERjc+klLnbBRHQwNv5q3vmQkKlgz6ypFi9IJbnSCCwHeawFqbBk3MwemmweEXftDlBJC0xKAGzYsDrjPAL3zAlU3Al+LsnT6YudBD8DU8OhBiBct/XVV48ooYw0M8jFlz7IUx1NennqwXYTV1YHKd6rBsx9Mq94JU7eCwZzdZqrhOhpI9QXxAOrJc1REVEaPU2J7JYoQCUrAbbS7Kz1XaEWOYEOOdquim4VeFg7v0u3npmiDh8KAMlMMIGOFQNtlekfC/M8QyKFq8jMvf4gYUuwlz9E3HY510neArbrZHhMRFHhJcz8VEWsgtiHIutPfKuP5S9143yM+/VpsGlVx48tSQZDGuisLtMdQ60eS1Fg7nzd5+NdF5E=',
	},
	{
		name: 'bob (office)',
		daysAgo: 30,
		/** 80:2b:d3:fe:62:b8:0d:3d:67:cb:5a:43:a0:36:1e:c7 */
		data: 'ecdsa-sha2-nistp521 AAAAE2VjZHNhLXNoYTItbmlzdHA1MjEAAAAIbmlzdHA1MjEAAACFBACjClUqLHEZ95hBo6lyJ7gP6dBfv3eKsFXgKDG8sZuysurZPYIiWTKifrk/NSqazhYzKFnei+vIFlOLDIK2wSBnjAGasM/tBQqKFC+0dWm+RYiaqO4T8Mdkx2PxyUHpFfjj8aTN9JaqIHMYHujez+tnU3YEewza6QxiypLNBhqcyVDGsQ==',
	},
];

export function seedKeys(start: Date): Key[] {
	return KEYS.map(({ name, daysAgo, data }) => ({
		name,
		...parsePublicKey(data)!,
		created_at: dayAndTime(daysAfter(start, -daysAgo)),
	}));
}
