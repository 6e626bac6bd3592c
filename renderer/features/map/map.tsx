import { useQuery } from '@tanstack/react-query'
import { type RefObject, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { EntrySummary, MapView } from '../../../shared/model/views'
import { api } from '../../client'
import { errorWords } from '../../ui/errors'
import { Page } from '../../ui/page'
import { Cited } from '../../ui/text'
import { count } from '../../ui/words'
import { alphabetical } from '../glossary/match'
import { ResponseMark } from '../glossary/response-mark'
import { type Camera, everything, mapPath } from './address'
import { Beside } from './beside'
import type { Size } from './camera'
import { allGroups, type Choice, groupOf, type KindGroup, type Shown, shown, startingPoint, usualGroups } from './graph'
import { sheetOf } from './layout'
import { MapKey } from './map-key'
import { MapList } from './map-list'
import { outline } from './outline'
import { Picture, type PictureHandle, zoomStep } from './picture'
import { useAsked } from './use-asked'
import { useStretch } from './use-stretch'
import type { Direction, Place } from './walk'
import { groupNames, sentence } from './words'
import '../glossary/glossary.css'
import './map.css'

export function MapScreen() {
  const { data, error } = useQuery(api.glossary.map.queryOptions())
  if (error)
    return (
      <Page title="The map can’t be shown">
        <p>{errorWords(error)}</p>
      </Page>
    )
  if (!data) return null
  return (
    <Cited facts={data.facts} sources={data.sources}>
      <Page
        title="Map"
        className="map"
        over={
          <>
            <Link href="/glossary">Glossary</Link> <span aria-hidden="true">/</span> Map
          </>
        }
      >
        <MapOf view={data} />
      </Page>
    </Cited>
  )
}

/** The entry that was opened from here; it travels with the history entry, so that Back finds it again. */
const openedBefore = (): string | undefined => (history.state as { map?: { opened: string } } | null)?.map?.opened

function MapOf({ view }: { view: MapView }) {
  const { asked, go, put, putNow } = useAsked()
  const [, navigate] = useLocation()
  const wide = useWide()
  const picture = useRef<PictureHandle>(null)
  const id = useId()

  const start = useMemo(() => startingPoint(view) ?? null, [view])
  const known = view.entries.find((entry) => entry.id === asked.focus)
  const focus = asked.focus === everything ? null : (known?.id ?? start)
  const focused = view.entries.find((entry) => entry.id === focus)
  const groups = asked.groups ?? usualGroups(focused)
  const choice: Choice = { focus, steps: asked.steps, groups, response: asked.response }
  const choiceKey = mapPath({ focus: focus ?? everything, steps: asked.steps, groups, response: asked.response })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all of the choice
  const seen = useMemo(() => shown(view, choice), [view, choiceKey])
  const as = asked.as ?? (wide ? 'picture' : 'list')

  const pathAround = (entry: string) => mapPath({ ...asked, focus: entry, at: null, camera: null })
  return (
    <>
      <Filters
        view={view}
        choice={choice}
        start={start}
        change={(change) => go({ ...change, ...('focus' in change && { at: null }) })}
      />
      <div className="map-count">
        <p role="status">{summaryOf(seen, focused)}</p>
        {seen.leftOut > 0 && (
          <p>
            {count(seen.leftOut, 'more connection')} of it {seen.leftOut === 1 ? 'is' : 'are'} left out by kind or
            response.{' '}
            <button
              type="button"
              className="button button-quiet"
              onClick={() => go({ groups: allGroups, response: '' })}
            >
              Show everything
            </button>
          </p>
        )}
      </div>
      {asked.focus && asked.focus !== everything && !known && (
        <p role="alert">The glossary has no entry “{asked.focus.slice(0, 60)}”; the map begins elsewhere.</p>
      )}
      <div className="map-bar">
        <fieldset className="choices">
          <legend>Show as</legend>
          {(['picture', 'list'] as const).map((value) => (
            <label key={value} className="choice">
              <input type="radio" name={`${id}-as`} checked={as === value} onChange={() => go({ as: value })} />
              <span>{value === 'picture' ? 'Picture' : 'List'}</span>
            </label>
          ))}
        </fieldset>
        {as === 'picture' && seen.entries.length > 0 && <Tools of={picture} controls={`${id}-window`} />}
        <button type="button" className="button button-quiet" onClick={() => window.print()}>
          Print
        </button>
      </div>
      {seen.entries.length === 0 ? (
        <p className="map-nothing">Nothing is of these kinds and this response.</p>
      ) : as === 'list' ? (
        <MapList items={outline(seen)} pathAround={pathAround} />
      ) : (
        <PictureOf
          key={choiceKey}
          view={view}
          shown={seen}
          at={asked.at}
          camera={asked.camera}
          pathAround={pathAround}
          put={put}
          picture={picture}
          window={`${id}-window`}
          open={(entry) => {
            putNow()
            history.replaceState({ ...history.state, map: { opened: entry } }, '')
            navigate(`/glossary/${entry}`)
          }}
          putInMiddle={(entry) => go({ focus: entry, at: null })}
        />
      )}
    </>
  )
}

/** Set while the entry in the middle changes, so that the focus goes with it. */
let toTheMiddle = false

/** A large picture takes longer than a frame to lay out: what was pressed shows first. */
const large = 100

function PictureOf(props: PictureProps) {
  const now = useDeferredValue(true, props.shown.entries.length <= large)
  return now ? <Plate {...props} /> : <div className="map-window" aria-busy="true" />
}

interface PictureProps {
  view: MapView
  shown: Shown
  at: string | null
  camera: Camera | null
  pathAround(entry: string): string
  put(change: { at?: string | null; camera?: Camera | null }): void
  picture: RefObject<PictureHandle | null>
  window: string
  open(entry: string): void
  putInMiddle(entry: string): void
}

function Plate(props: PictureProps) {
  const { shown, view, put, picture } = props
  const [stretch, probe] = useStretch()
  const sheet = useMemo(() => sheetOf(shown, stretch), [shown, stretch])
  const items = useMemo(() => outline(shown), [shown])
  const first = shown.focus ?? startingPoint({ ...view, entries: shown.entries }) ?? ''
  const standsOn = shown.entries.some(({ id }) => id === props.at) ? (props.at as string) : first
  const [place, setPlace] = useState<Place>({ at: standsOn, from: standsOn === first ? null : first })
  const [stood, setStood] = useState(props.at !== null)
  const [camera, setCamera] = useState(props.camera)
  const [size, setSize] = useState<Size | null>(null)
  const frame = useRef<HTMLDivElement>(null)
  const id = useId()

  // Back from an entry, or with another one in the middle: the focus is where it was.
  const arrived = useRef(false)
  useEffect(() => {
    if (!size || arrived.current) return
    arrived.current = true
    if (toTheMiddle || openedBefore() === place.at) picture.current?.focus()
    toTheMiddle = false
  }, [size, place.at, picture])

  function stand(place: Place) {
    setPlace(place)
    setStood(true)
    put({ at: place.at === shown.focus ? null : place.at })
  }
  function see(camera: Camera) {
    setCamera(camera)
    put({ camera })
  }
  function putInMiddle(entry: string) {
    if (entry === shown.focus) return
    toTheMiddle = true
    props.putInMiddle(entry)
  }

  const entry = shown.entries.find((entry) => entry.id === place.at)
  const loose = sheet.lines.filter(({ layered }) => !layered).length
  const fits = printing(sheet)
  return (
    <div className={`map-figure map-prints-${fits}`}>
      <div className="map-stage">
        {probe}
        <div id={props.window}>
          <Picture
            sheet={sheet}
            focus={shown.focus}
            place={place}
            outlined={stood && place.at !== shown.focus}
            camera={camera}
            size={size}
            frame={frame}
            handle={picture}
            label={`Map: ${summaryOf(
              shown,
              shown.entries.find(({ id }) => id === shown.focus),
            )}`}
            describedBy={`${id}-keys`}
            setSize={setSize}
            setCamera={see}
            stand={stand}
            open={props.open}
            putInMiddle={putInMiddle}
          />
        </div>
        <p role="status" className="map-said">
          {said(shown, place)}
        </p>
        <p id={`${id}-keys`} className="map-keys">
          <kbd>←</kbd> <kbd>→</kbd> along the lines, <kbd>↑</kbd> <kbd>↓</kbd> to the next one, <kbd>Enter</kbd> opens,{' '}
          <kbd>Space</kbd> puts in the middle, <kbd>+</kbd> <kbd>−</kbd> <kbd>0</kbd> zoom, <kbd>Shift</kbd> with an
          arrow moves the picture. Lines are read from left to right.
          {loose > 0 &&
            ` ${count(loose, 'more line')} between these ${loose === 1 ? 'appears' : 'appear'} when you stand on either end.`}
        </p>
        <MapKey marks />
      </div>
      {entry && (
        <Beside
          entry={entry}
          shown={shown}
          inMiddle={entry.id === shown.focus}
          open={props.open}
          putInMiddle={putInMiddle}
        />
      )}
      {fits === 'list' && (
        <div className="map-print-only">
          <MapList items={items} pathAround={props.pathAround} />
        </div>
      )}
    </div>
  )
}

function Tools({ of, controls }: { of: RefObject<PictureHandle | null>; controls: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls; a toolbar would be one stop of Tab
    <div className="map-tools" role="group" aria-label="Move and zoom" aria-controls={controls}>
      <Tool name="Zoom out" sign="−" act={() => of.current?.zoom(1 / zoomStep)} />
      <Tool name="Zoom in" sign="+" act={() => of.current?.zoom(zoomStep)} />
      <Tool name="Whole picture" sign="Whole" act={() => of.current?.whole()} />
      {(['left', 'up', 'down', 'right'] as Direction[]).map((direction) => (
        <Tool
          key={direction}
          name={`Move ${direction}`}
          sign={{ left: '←', up: '↑', down: '↓', right: '→' }[direction]}
          act={() => of.current?.pan(direction)}
        />
      ))}
    </div>
  )
}

function Tool({ name, sign, act }: { name: string; sign: string; act(): void }) {
  return (
    <button type="button" className="button button-quiet" aria-label={name} title={name} onClick={act}>
      {sign}
    </button>
  )
}

/** How it is printed: upright, lying where only that lets it be read, or as its list where nothing does. */
function printing({ width, height }: Size): 'upright' | 'lying' | 'list' {
  const [short, long, least] = [650, 850, 0.45]
  if (Math.min(1, short / width, (long - 100) / height) >= least) return 'upright'
  return Math.min(long / width, (short - 150) / height) >= least ? 'lying' : 'list'
}

function said(shown: Shown, { at, from }: Place): string {
  const named = (id: string | null) => shown.entries.find((entry) => entry.id === id)
  const [here, before] = [named(at), named(from)]
  if (!here) return ''
  if (!before || here === before) return here.name
  const connection = shown.connections.find(
    ({ one, other }) => (one === at && other === from) || (one === from && other === at),
  )
  return connection ? sentence(connection, here, before) : `${here.name}: not connected to ${before.name}.`
}

function summaryOf({ entries, connections, focus }: Shown, focused: EntrySummary | undefined): string {
  const much = `${count(entries.length, 'entry', 'entries')}, ${count(connections.length, 'connection')}`
  return focus && focused ? `${much} around ${focused.name}` : much
}

function Filters(props: {
  view: MapView
  choice: Choice
  start: string | null
  change(change: { focus?: string | null; steps?: 1 | 2; groups?: KindGroup[]; response?: Choice['response'] }): void
}) {
  const { view, choice, change } = props
  const id = useId()
  const byGroup = useMemo(() => {
    const sorted = [...view.entries].sort(alphabetical)
    return allGroups.map((group) => ({ group, entries: sorted.filter((entry) => groupOf(entry) === group) }))
  }, [view])
  return (
    <search className="map-filters" aria-label="What the map shows">
      <div className="map-middle">
        <label htmlFor={`${id}-middle`}>In the middle</label>
        <select
          id={`${id}-middle`}
          className="field"
          value={choice.focus ?? everything}
          onChange={(event) => change({ focus: event.target.value === props.start ? null : event.target.value })}
        >
          <option value={everything}>Nothing: all at once</option>
          {byGroup.map(({ group, entries }) => (
            <optgroup key={group} label={groupNames[group]}>
              {entries.map(({ id, name, acronym }) => (
                <option key={id} value={id}>
                  {name}
                  {acronym && ` (${acronym})`}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </div>
      <fieldset className="choices" disabled={choice.focus === null}>
        <legend>With neighbors</legend>
        {([1, 2] as const).map((steps) => (
          <label key={steps} className="choice">
            <input
              type="radio"
              name={`${id}-steps`}
              checked={choice.steps === steps}
              onChange={() => change({ steps })}
            />
            <span>{count(steps, 'step')} away</span>
          </label>
        ))}
      </fieldset>
      <fieldset className="choices map-kinds">
        <legend>Kinds</legend>
        {allGroups.map((group) => (
          <label key={group} className="check">
            <input
              type="checkbox"
              checked={choice.groups.includes(group)}
              onChange={(event) =>
                change({
                  groups: allGroups.filter((other) =>
                    other === group ? event.target.checked : choice.groups.includes(other),
                  ),
                })
              }
            />
            <span>{groupNames[group]}</span>
          </label>
        ))}
      </fieldset>
      <fieldset className="choices">
        <legend>Response</legend>
        {(['', 'smuggling', 'trafficking'] as const).map((response) => (
          <label key={response} className="choice">
            <input
              type="radio"
              name={`${id}-response`}
              checked={choice.response === response}
              onChange={() => change({ response })}
            />
            <span>{response === '' ? 'All' : <ResponseMark of={response} />}</span>
          </label>
        ))}
      </fieldset>
    </search>
  )
}

/** Whether there is room for a picture, in the person's text size. */
function useWide(): boolean {
  const [wide, setWide] = useState(isWide)
  useEffect(() => {
    const look = () => setWide(isWide())
    window.addEventListener('resize', look)
    return () => window.removeEventListener('resize', look)
  }, [])
  return wide
}
const isWide = (): boolean =>
  window.innerWidth / Number.parseFloat(getComputedStyle(document.documentElement).fontSize) >= 40
