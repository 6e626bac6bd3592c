/**
 * What is open of a data folder: everything, or nothing while it is locked. At each unlocking the store and all services
 * are made anew, at each locking they are closed and let go of, so that nothing of an earlier opening is left to ask.
 */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { EraseAccount, EraseSurvey } from '../../../shared/model/erase'
import type { LockView, NotUnlocked } from '../../../shared/model/lock'
import { type Appearance, defaultAppearance } from '../../../shared/model/study'
import type { Failure } from '../../../shared/model/views'
import { Repository } from '../backups/repository'
import { finishRestore } from '../backups/restore'
import { beginErase, finishErase, surveyFolder } from '../erase/erase'
import { takeTurns } from '../services/turns'
import { type DataKey, plainCodec, sealedCodec } from '../store/codec'
import { failureOf, NotSaved, StoreFailure } from '../store/failure'
import type { Files } from '../store/files'
import type { SettingsFile } from '../store/opened-store'
import { SnapshotAdapter } from '../store/snapshot-adapter'
import { AutoLock, lookEvery } from './auto-lock'
import {
  type Cost,
  forget,
  newVault,
  openByPassphrase,
  openByRecoveryKey,
  usualCost,
  type Vault,
  withNewRecoveryKey,
  withPassphrase,
} from './keys'
import { OpenWindows } from './open-windows'
import { ParkedDrafts } from './parked-drafts'
import { TriesFile } from './tries'
import { lockOff, lockOn } from './turn-lock'
import { VaultFile } from './vault-file'

/** A call that isn't answered while it is locked. */
export class Locked extends Error {
  override name = 'Locked'
}
export class WrongKey extends Error {
  override name = 'WrongKey'
  constructor(readonly reason: NotUnlocked) {
    super(`not unlocked: ${reason.why}`)
  }
}

/** What is known when a store is opened. */
export interface Opening {
  /** Why it can't be opened; then something stands in for it. */
  failed?: StoreFailure
  /** When the backup was made that has just taken the data's place, UTC ms. */
  restored: number | null
  /** What was erased just now, because an erasing was stopped in the middle. */
  erased?: EraseAccount | null
}
/** A store with all that works on it. */
export interface Opened {
  failure: Failure | null
  readOnly(): Failure | null
  appearance(): Appearance | null
  /** `forGood`: what is in it is about to be erased, and needs no last backup. */
  close(how?: { forGood?: boolean }): Promise<void>
}
export interface SessionNeeds<Open extends Opened> {
  files: Files
  /** The data folder, held by this process. */
  folder: string
  /** UTC ms. */
  clock: () => number
  open(key: DataKey | null, opening: Opening): Promise<Open>
  cost?: Cost
  /** The host has its window's files in the data folder open, and forgets what they tell by itself. */
  forgetWindow?: (() => Promise<void>) | undefined
  /** What outlives a store is to be forgotten too. */
  forget?: () => void
}
type Way = 'on' | 'off'
/** How long a call waits for what is being opened anew, ms. */
const longestWait = 20_000
/** How long calls that are under way may take before everything is closed under them, ms. */
const patience = 2_000
/** Between two openings of a folder that can't be written to, ms. */
const shortestPause = 5_000
const longestPause = 600_000

export class Session<Open extends Opened> {
  /** Null while it is locked. */
  private opened: Open | null = null
  private vault: Vault | null = null
  private key: DataKey | null = null
  private turning: Way | null = null
  private reopening: Promise<void> | null = null
  private reopenings = 0
  private underWay = 0
  private allEnded: () => void = () => {}
  private restored: number | null = null
  /** How long (ms) it is not tried to open it anew after that was in vain, and until when. */
  private vain = { pause: shortestPause, until: 0 }
  /** In this run. */
  private erasedNow: EraseAccount | null = null
  private progress: LockView['progress'] = null
  private trouble: Failure | null = null
  private opening = randomUUID()
  private appearance: Appearance = defaultAppearance
  private readonly file: VaultFile
  private readonly tries: TriesFile
  private readonly drafts: ParkedDrafts
  private readonly autoLock: AutoLock
  private readonly windows = new OpenWindows()
  private readonly inTurn = takeTurns()
  private readonly looking: NodeJS.Timeout
  private locking: Promise<void> | null = null

  /** Opens the folder, unless it is locked. `failure`: it is known not to be to be had. */
  static async begin<Open extends Opened>(needs: SessionNeeds<Open>, failure?: StoreFailure): Promise<Session<Open>> {
    const session = new Session(needs)
    try {
      const failed = failure ?? (await session.look())
      if (failed) session.opened = await needs.open(null, { failed, restored: null })
      else if (session.vault === null) await session.openWith(null, session.erasedNow)
      else await session.readAppearance()
    } catch (error) {
      clearInterval(session.looking)
      throw error
    }
    return session
  }

  /** What stands in the folder, as far as it can be told while it is locked. Resolves to why nothing can be read. */
  private async look(): Promise<StoreFailure | null> {
    const { files, folder } = this.needs
    try {
      // Of a process that was killed in the middle, or of this one.
      this.erasedNow = (await finishErase(this.toErase)) ?? this.erasedNow
      this.restored = await finishRestore(files, folder)
      this.vault = await this.file.read()
      await this.tries.read()
      return null
    } catch (error) {
      return error instanceof StoreFailure ? error : new StoreFailure(failureOf(error, { folder }), { cause: error })
    }
  }

  private constructor(private readonly needs: SessionNeeds<Open>) {
    const { files, folder, clock } = needs
    this.file = new VaultFile(files, folder)
    this.tries = new TriesFile(files, folder, clock)
    this.drafts = new ParkedDrafts(files, folder)
    this.autoLock = new AutoLock(clock)
    this.looking = setInterval(() => this.lockWhenDue(), lookEvery).unref()
  }

  /** Throws `Locked`. */
  get current(): Open {
    if (this.opened === null) throw new Locked('Fieldbook is locked')
    return this.opened
  }
  get isLocked(): boolean {
    return this.opened === null
  }
  /** Why the data can't be opened, though nobody locked it. */
  get failure(): Failure | null {
    return this.opened?.failure ?? null
  }

  view(): LockView {
    const { vault, turning, progress, trouble, opening } = this
    const unfinished = turning === null && vault !== null && vault.state !== 'on' ? wayOf(vault) : null
    const appearance = this.opened?.appearance() ?? this.appearance
    const rest = {
      erased: this.erasedAt,
      progress,
      trouble,
      unfinished,
      wait: this.tries.wait(),
      autoLock: vault?.autoLock ?? null,
    }
    return { state: this.state(), ...rest, opening, appearance }
  }
  private state(): LockView['state'] {
    if (this.turning !== null) return `turning-${this.turning}`
    if (this.isLocked && this.reopening === null) return 'locked'
    if (this.vault === null) return 'off'
    return this.windows.areAsked ? 'saving' : 'open'
  }

  /** A window tells that it is there, when it was last used (ms ago), and whether it has nothing unsaved. */
  heard({ window, idle, saved }: { window: string; idle: number; saved: boolean }): LockView {
    this.autoLock.touch(idle)
    this.windows.heard(window, saved)
    return this.view()
  }
  /** Something was asked for: that is activity too. */
  touch(): void {
    this.autoLock.touch()
  }
  private lockWhenDue(): void {
    if (this.vault !== null && this.opened !== null && this.autoLock.isDue(this.vault.autoLock)) void this.lock()
  }

  // Locking and unlocking

  /** Windows save what is being typed, for a bounded time; then everything is closed and the key overwritten. */
  lock(saved?: string): Promise<void> {
    this.locking ??= this.lockNow(saved).finally(() => {
      this.locking = null
    })
    return this.locking
  }
  private async lockNow(saved?: string): Promise<void> {
    if (this.vault === null || this.opened === null) return
    await this.windows.saved(saved)
    await this.inTurn(() => this.shut())
  }
  private async shut(): Promise<void> {
    const { opened, key } = this
    if (opened === null) return
    this.appearance = opened.appearance() ?? this.appearance
    this.opened = null
    this.windows.forget()
    try {
      if (key) await this.drafts.write(sealedCodec(key)).catch((error) => console.error('drafts not kept:', error))
      await opened.close()
    } finally {
      if (key) forget(key)
      this.key = null
    }
  }

  /** What a window couldn't save is kept, encrypted, until one takes it up again. */
  park({ draft }: { draft: string }): void {
    if (this.current && this.key) this.drafts.add(draft)
  }
  takeDrafts(): Promise<string[]> {
    return this.inTurn(async () => {
      if (this.opened === null) throw new Locked('drafts while it is locked')
      return this.drafts.take(this.key ? sealedCodec(this.key) : plainCodec).catch((error) => {
        throw new NotSaved(failureOf(error, { file: 'drafts.json' }), { cause: error })
      })
    })
  }

  /** Throws `WrongKey`. */
  unlock({ passphrase }: { passphrase: string }): Promise<LockView> {
    return this.inTurn(async () => {
      const { vault } = this
      if (vault === null || this.opened !== null) return this.view()
      await this.enter(await this.tried(() => openByPassphrase(vault, passphrase)))
      return this.view()
    })
  }

  /** The recovery key opens once and for all: a new passphrase takes the place of the forgotten one. */
  recover({ recoveryKey, passphrase }: { recoveryKey: string; passphrase: string }): Promise<LockView> {
    return this.inTurn(async () => {
      const { vault, needs } = this
      if (vault === null || this.opened !== null) return this.view()
      const key = await this.tried(async () => openByRecoveryKey(vault, recoveryKey))
      await this.keep(await withPassphrase(vault, key, passphrase, needs.cost ?? usualCost))
      await this.enter(key)
      return this.view()
    })
  }

  private async tried(open: () => Promise<DataKey | 'mistyped' | null>): Promise<DataKey> {
    const wait = this.tries.wait()
    if (wait > 0) throw new WrongKey({ why: 'wait', wait })
    await this.tries.begin()
    const key = await open()
    if (key !== null && key !== 'mistyped') {
      await this.tries.right()
      return key
    }
    throw new WrongKey({ why: key ?? 'wrong', wait: this.tries.wait() })
  }

  /** Finishes what was stopped in the middle, then opens. */
  private async enter(key: DataKey): Promise<void> {
    this.key = key
    if (this.vault !== null && this.vault.state !== 'on') await this.turn(wayOf(this.vault), this.vault, key)
    else await this.openWith(key)
  }
  private async openWith(key: DataKey | null, erased: EraseAccount | null = null): Promise<void> {
    this.key = key
    const { restored } = this
    this.restored = null
    this.opened = await this.needs.open(key, { restored, erased })
    this.opening = randomUUID()
    this.autoLock.begin()
  }

  /**
   * Closes everything, does this with the folder to itself, and opens it anew. If another lock stands there then (a
   * backup brought it), it is locked.
   */
  reopen(between: () => Promise<void> = async () => {}): Promise<void> {
    return this.inTurn(() => this.openAnew(between))
  }
  private openAnew(between: () => Promise<void>, how?: { forGood: boolean }): Promise<void> {
    const { opened } = this
    if (opened === null) return Promise.reject(new Locked('opened anew while it is locked'))
    return this.whileCallsWait(() => this.closeAndOpen(opened, between, how))
  }
  private async closeAndOpen(opened: Open, between: () => Promise<void>, how?: { forGood: boolean }): Promise<void> {
    this.opened = null
    try {
      await opened.close(how)
      await between()
    } finally {
      await this.openAgain()
    }
    if (this.failure) throw new StoreFailure(this.failure)
  }

  // Calls beside that

  /** Calls that are under way end first, within a bounded time; those that come wait for the end of the task. */
  private async whileCallsWait<Result>(task: () => Promise<Result>): Promise<Result> {
    this.reopenings++
    const done = this.callsEnd().then(task)
    this.reopening = done.then(
      () => {},
      () => {},
    )
    try {
      return await done
    } finally {
      this.reopening = null
    }
  }
  private callsEnd(): Promise<void> {
    if (this.underWay === 0) return Promise.resolve()
    return within(patience, new Promise((resolve) => (this.allEnded = resolve)))
  }
  /** A call is under way, until the returned function is called. */
  begun(): () => void {
    this.underWay++
    return () => {
      this.underWay--
      if (this.underWay === 0) this.allEnded()
    }
  }
  /** How often it was closed to be opened anew. */
  get timesReopened(): number {
    return this.reopenings
  }
  get isReopening(): boolean {
    return this.reopening !== null
  }
  /** Resolves once nothing is being opened anew, after a bounded time at the latest: then to false. */
  async opensAnew(): Promise<boolean> {
    if (this.reopening !== null) await within(longestWait, this.reopening)
    return this.reopening === null
  }

  /** The folder takes changes again, as it didn't when it was opened. The work is the same: windows go on with what they show. */
  openToSave(): Promise<void> {
    return this.inTurn(async () => {
      const { opening, vain } = this
      if (performance.now() < vain.until) return
      await this.openAnew(async () => {})
      if (!this.isLocked) this.opening = opening
      // A single file may be in the way, which no look at the folder shows.
      const pause = this.opened?.readOnly() ? Math.min(2 * vain.pause, longestPause) : shortestPause
      this.vain = { pause, until: performance.now() + pause }
    })
  }
  private async openAgain(): Promise<void> {
    const { key, vault } = this
    const failed = await this.look()
    const isSame = failed === null && this.vault?.id === vault?.id
    if (key && !isSame) forget(key)
    if (!isSame) this.key = null
    if (failed) this.opened = await this.needs.open(null, { failed, restored: null })
    else if (isSame) await this.openWith(key)
    else if (this.vault === null) await this.openWith(null)
  }

  // Erasing

  private get toErase() {
    const { files, folder, forgetWindow } = this.needs
    return { files, folder, keepsWindow: forgetWindow !== undefined }
  }
  async eraseSurvey(): Promise<EraseSurvey> {
    return { ...(await surveyFolder(this.toErase)), sealed: this.vault !== null }
  }
  /** When that was, UTC ms. */
  get erasedAt(): number | null {
    return this.erasedNow?.at ?? null
  }
  /** What was erased since this process began; null if nothing was. */
  get erased(): EraseAccount | null {
    return this.erasedNow
  }
  /**
   * Erases everything and opens the folder as a new person's. Throws `WrongKey` and `NotSaved`, and then nothing has
   * changed; `StoreFailure` when something could not be removed, and then nothing can be opened.
   */
  erase({ passphrase = '' }: { passphrase?: string | undefined }): Promise<EraseAccount> {
    return this.inTurn(async () => {
      // A full disk, or one that can only be read, shows when the mark is written.
      if (this.current.failure) throw new NotSaved(this.current.failure)
      const { vault, needs } = this
      if (vault !== null) forget(await this.tried(() => openByPassphrase(vault, passphrase)))
      const at = needs.clock()
      try {
        await this.openAnew(
          async () => {
            await beginErase(this.toErase, { at, sealed: vault !== null })
            this.forgetAll()
            await needs.forgetWindow?.().catch((error) => console.error("the window's files are not all gone:", error))
          },
          { forGood: true },
        )
      } catch (error) {
        // Its keys are gone, even where not everything else is.
        if (this.failure) this.vault = null
        throw error
      }
      if (this.erasedNow?.at !== at) throw new Error('erased, and nothing is known of it')
      return this.erasedNow
    })
  }
  private forgetAll(): void {
    this.appearance = defaultAppearance
    this.windows.forget()
    this.drafts.forget()
    this.tries.forget()
    this.needs.forget?.()
  }

  // Turning it on and off

  /** Resolves, once everything is encrypted, to the recovery key, which is never shown again. */
  turnOn({ passphrase }: { passphrase: string }): Promise<{ recoveryKey: string }> {
    return this.inTurn(async () => {
      if (this.vault !== null) throw new Locked('there is a lock already')
      this.writable()
      await this.withoutNewer()
      const { vault, key, recoveryKey } = await newVault(passphrase, this.needs.cost)
      await this.whileCallsWait(async () => {
        await this.shut()
        this.key = key
        await this.turn('on', vault, key)
      })
      return { recoveryKey }
    })
  }
  /** What a newer version put into a backup may be there for all to read, and can't be found here: no lock beside that. */
  private async withoutNewer(): Promise<void> {
    const { files, folder } = this.needs
    const { newer } = await new Repository(files, join(folder, 'backups')).list()
    if (newer.length > 0) throw new NotSaved({ code: 'newer-backups', detail: { backups: newer.length } })
  }
  /** Throws `WrongKey`. */
  turnOff({ passphrase }: { passphrase: string }): Promise<LockView> {
    return this.inTurn(async () => {
      const vault = this.unlockedVault()
      this.writable()
      const key = await this.tried(() => openByPassphrase(vault, passphrase))
      await this.whileCallsWait(async () => {
        await this.shut()
        await this.turn('off', vault, key)
      })
      return this.view()
    })
  }

  /** With nothing open. What can't be done is undone; if not even that can be done, unlocking tries again. */
  private async turn(way: Way, vault: Vault, key: DataKey): Promise<void> {
    this.turning = way
    this.trouble = null
    try {
      await this.converted(way, vault, key)
    } catch (error) {
      const failure = failureOf(error)
      try {
        await this.converted(way === 'on' ? 'off' : 'on', vault, key)
      } catch {
        this.vault = await this.file.read().catch(() => vault)
        if (this.vault === null) await this.openWith(null)
        else this.trouble = failure
        forget(key)
        this.key = null
        throw new NotSaved(failure, { cause: error })
      }
      await this.openWith(this.key)
      throw new NotSaved(failure, { cause: error })
    } finally {
      this.turning = null
      this.progress = null
    }
    await this.openWith(this.key)
  }
  private async converted(way: Way, vault: Vault, key: DataKey): Promise<void> {
    const { files, folder, clock } = this.needs
    const tell = (done: number, of: number) => {
      this.progress = { done, of }
    }
    const place = { files, folder, clock, vault, key, tell }
    if (way === 'on') {
      this.vault = await lockOn(place)
      this.key = key
      return
    }
    await lockOff(place)
    await this.tries.remove()
    forget(key)
    this.vault = null
    this.key = null
  }

  // While it is open

  /** Throws `WrongKey`. Nothing is encrypted anew: only the key is wrapped in another way. */
  changePassphrase({ passphrase, next }: { passphrase: string; next: string }): Promise<LockView> {
    return this.inTurn(async () => {
      const vault = this.unlockedVault()
      const key = await this.tried(() => openByPassphrase(vault, passphrase))
      await this.keep(await withPassphrase(vault, key, next, this.needs.cost ?? usualCost))
      forget(key)
      return this.view()
    })
  }
  /** Throws `WrongKey`. The one before opens nothing any more. */
  newRecoveryKey({ passphrase }: { passphrase: string }): Promise<{ recoveryKey: string }> {
    return this.inTurn(async () => {
      const vault = this.unlockedVault()
      const key = await this.tried(() => openByPassphrase(vault, passphrase))
      const renewed = withNewRecoveryKey(vault, key)
      await this.keep(renewed.vault)
      forget(key)
      return { recoveryKey: renewed.recoveryKey }
    })
  }
  setAutoLock({ minutes }: { minutes: number | null }): Promise<LockView> {
    return this.inTurn(async () => {
      await this.keep({ ...this.unlockedVault(), autoLock: minutes })
      return this.view()
    })
  }

  private unlockedVault(): Vault {
    if (this.vault === null || this.opened === null) throw new Locked('there is no lock that is open')
    return this.vault
  }
  private writable(): void {
    const failure = this.current.failure ?? this.current.readOnly()
    if (failure) throw new NotSaved(failure)
  }
  private async keep(vault: Vault): Promise<void> {
    try {
      await this.file.write(vault)
    } catch (error) {
      throw new NotSaved(failureOf(error, { file: 'vault.json' }), { cause: error })
    }
    this.vault = vault
  }

  /** The lock screen looks as the person wants it; the settings tell nothing else. */
  private async readAppearance(): Promise<void> {
    const { files, folder } = this.needs
    const settings = new SnapshotAdapter<SettingsFile>(files, folder, 'settings.json', 'fieldbook-settings')
    const found = await settings.read().catch(() => null)
    this.appearance = { ...defaultAppearance, ...found?.appearance }
  }

  async close(): Promise<void> {
    clearInterval(this.looking)
    // Without a lock, what still asks hears from the closed store that it is closed.
    await this.inTurn(() => (this.vault === null ? (this.opened?.close() ?? Promise.resolve()) : this.shut()))
  }
}

const wayOf = ({ state }: Vault): Way => (state === 'unsealing' ? 'off' : 'on')

/** Waits no longer than so many ms. */
async function within(time: number, what: Promise<void>): Promise<void> {
  const stop = new AbortController()
  const end = setTimeout(time, undefined, { signal: stop.signal }).catch(() => {})
  await Promise.race([what, end])
  stop.abort()
}
