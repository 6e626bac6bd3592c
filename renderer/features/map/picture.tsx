import {
  type KeyboardEvent,
  memo,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from 'react'
import type { EntrySummary } from '../../../shared/model/views'
import { ClassShape } from '../../ui/marks'
import type { Camera } from './address'
import { panned, readable, type Size, showing, wholeOf, zoomed } from './camera'
import { groupOf, mainRelation } from './graph'
import { type Box, inset, type Line, pathOf, type Sheet, type as set, wordsBy } from './layout'
import { useHand } from './use-hand'
import { type Direction, type Place, walk } from './walk'
import { spoken } from './words'

const arrows: Record<string, Direction> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}
/** Of one press of a key or button. */
export const zoomStep = 1.25
const panStep = 80

export interface PictureHandle {
  focus(): void
  zoom(factor: number): void
  pan(direction: Direction): void
  whole(): void
}

/**
 * The drawing in its window. The entries are links of which one is in the tab order; arrow keys walk, Enter opens, Space
 * puts in the middle; + - 0 zoom; Shift with an arrow key moves the picture.
 */
export function Picture(props: {
  sheet: Sheet
  focus: string | null
  place: Place
  /** Whether the lines of the entry one stands on are brought out. */
  outlined: boolean
  camera: Camera | null
  size: Size | null
  frame: RefObject<HTMLDivElement | null>
  handle: RefObject<PictureHandle | null>
  label: string
  describedBy: string
  setSize(size: Size): void
  setCamera(camera: Camera): void
  stand(place: Place): void
  open(entry: string): void
  putInMiddle(entry: string): void
}) {
  const { sheet, focus, place, size, frame } = props
  const drawing = useRef<SVGGElement>(null)
  const camera = size && (props.camera ?? homeOf(sheet, size, place.at))
  const move = (change: (camera: Camera, size: Size) => Camera) => {
    if (camera && size) props.setCamera(change(camera, size))
  }
  const zoom = (factor: number, x = (size?.width ?? 0) / 2, y = (size?.height ?? 0) / 2) =>
    move((from, size) => zoomed(from, factor, { x, y }, sheet, size))
  const pan = (dx: number, dy: number) => move((from, size) => panned(from, dx, dy, sheet, size))
  const panTo = (direction: Direction) =>
    pan(
      direction === 'left' ? -panStep : direction === 'right' ? panStep : 0,
      direction === 'up' ? -panStep : direction === 'down' ? panStep : 0,
    )
  const whole = () => move((_, size) => wholeOf(sheet, size, textScale()))
  const hand = useHand(frame, { pan, zoom })

  const { setSize } = props
  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight })
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [frame, setSize])

  const nodeOf = (id: string) => drawing.current?.querySelector<SVGAElement>(`[data-node="${CSS.escape(id)}"]`)
  useImperativeHandle(props.handle, () => ({
    focus: () => nodeOf(place.at)?.focus({ preventScroll: true }),
    zoom,
    pan: panTo,
    whole,
  }))

  // Whoever walks sees where they are: the focus goes along, and the picture after it.
  // The effect of an earlier drawing can still run after a key was pressed: it isn't where that key leads.
  const walkingTo = useRef<string | null>(null)
  useEffect(() => {
    if (walkingTo.current !== place.at) return
    walkingTo.current = null
    nodeOf(place.at)?.focus({ preventScroll: true })
    const box = sheet.boxes.find(({ entry }) => entry.id === place.at)
    if (box) move((from, size) => showing(from, box, sheet, size))
  })

  function press(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const direction = arrows[event.key]
    const node = (event.target as Element).closest<SVGElement>('[data-node]')?.dataset.node
    if (direction && event.shiftKey) panTo(direction)
    else if (direction) {
      const next = walk(sheet, place, direction)
      if (next !== place) walkingTo.current = next.at
      props.stand(next)
    } else if (event.key === '+' || event.key === '=') zoom(zoomStep)
    else if (event.key === '-' || event.key === '_') zoom(1 / zoomStep)
    else if (event.key === '0') whole()
    else if (node && event.key === 'Enter') props.open(node)
    else if (node && event.key === ' ') props.putInMiddle(node)
    else return
    event.preventDefault()
  }

  const touches = ({ connection }: Line) =>
    props.outlined && (connection.one === place.at || connection.other === place.at)
  const standing = sheet.boxes.some(({ entry }) => entry.id === place.at)
  const reach = size && camera ? camera.scale / Math.min(size.width / sheet.width, size.height / sheet.height) : 1
  return (
    <div
      ref={frame}
      className="map-window"
      role="application"
      aria-label={props.label}
      aria-describedby={props.describedBy}
      onKeyDown={press}
      {...hand}
    >
      <svg
        className="map-picture"
        role="presentation"
        viewBox={`0 0 ${sheet.width} ${sheet.height}`}
        data-scale={camera?.scale.toFixed(3)}
        focusable="false"
      >
        <g
          ref={drawing}
          className="map-drawing"
          style={
            camera
              ? {
                  transform: `translate(${sheet.width / 2}px, ${sheet.height / 2}px) scale(${reach}) translate(${-camera.x}px, ${-camera.y}px)`,
                }
              : { visibility: 'hidden' }
          }
        >
          {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus */}
          <g aria-hidden="true">
            {sheet.lines.map((line) => (
              <Drawn key={line.connection.key} line={line} touched={touches(line)} />
            ))}
          </g>
          {sheet.boxes.map((box) => (
            <Node
              key={box.entry.id}
              box={box}
              inMiddle={box.entry.id === focus}
              here={box.entry.id === place.at}
              tabbable={standing ? box.entry.id === place.at : box === sheet.boxes[0]}
              stand={props.stand}
              from={place.at}
              open={props.open}
              putInMiddle={props.putInMiddle}
            />
          ))}
          {/* Over the boxes: a line that passes under one is still read. */}
          {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus */}
          <g aria-hidden="true">
            {sheet.lines
              .filter(({ wordsAt, layered }) => wordsAt && layered)
              .map((line) => (
                <LineWords key={line.connection.key} line={line} touched={touches(line)} from={place.at} />
              ))}
            {sheet.lines
              .filter((line) => !line.wordsAt && touches(line))
              .map((line) => (
                <LineWords key={line.connection.key} line={line} touched from={place.at} />
              ))}
          </g>
        </g>
      </svg>
    </div>
  )
}

/** The person's text size, which the picture follows as any text. */
const textScale = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16

/** As much as can be read, around the entry one stands on. */
function homeOf(sheet: Sheet, size: Size, at: string): Camera {
  const box = sheet.boxes.find(({ entry }) => entry.id === at)
  const about = box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : { x: 0, y: 0 }
  return readable(sheet, size, about, { least: 0.92 * textScale(), most: 1.1 * textScale() })
}

const Node = memo(function Node(props: {
  box: Box
  inMiddle: boolean
  here: boolean
  tabbable: boolean
  from: string
  stand(place: Place): void
  open(entry: string): void
  putInMiddle(entry: string): void
}) {
  const { box, inMiddle, here } = props
  const { entry, x, y, width, height, short, lines } = box
  const state = `${inMiddle ? 'map-node-middle' : ''} ${here ? 'map-node-here' : ''}`
  return (
    <g transform={`translate(${x} ${y})`}>
      <a
        href={`/glossary/${entry.id}`}
        className={`map-node map-node-${groupOf(entry)} ${state}`}
        tabIndex={props.tabbable ? 0 : -1}
        data-node={entry.id}
        aria-label={spoken(entry)}
        aria-current={here ? 'location' : undefined}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return
          event.preventDefault()
          // A mouse looks at it; what presses without a pointer, as a screen reader does, opens it.
          if (event.detail === 0) props.open(entry.id)
          else {
            event.currentTarget.focus({ preventScroll: true })
            props.stand({ at: entry.id, from: here ? null : props.from })
          }
        }}
        onDoubleClick={() => props.putInMiddle(entry.id)}
      >
        <Frame entry={entry} width={width} height={height} />
        <g className="map-mark" transform={`translate(9 ${inset.top + 2.5})`}>
          {entry.response !== 'context' && <ClassShape of={entry.response} />}
        </g>
        <text className="map-name">
          {[...(short ? [short] : []), ...lines].map((text, index) => (
            <tspan
              // biome-ignore lint/suspicious/noArrayIndexKey: lines never move
              key={index}
              x={inset.left}
              y={inset.top + 12.5 + index * set.line}
              className={short && index === 0 ? 'map-short' : undefined}
            >
              {text}
            </tspan>
          ))}
        </text>
      </a>
    </g>
  )
})

/** Bodies are square, programs round at the ends, laws have a double edge, words stand on a line. */
function Frame({ entry, width, height }: { entry: EntrySummary } & Size) {
  const group = groupOf(entry)
  return (
    <>
      <rect
        className="map-halo"
        x={-4}
        y={-4}
        width={width + 8}
        height={height + 8}
        rx={group === 'programs' ? 18 : 3}
      />
      <rect className="map-box" width={width} height={height} rx={group === 'programs' ? 14 : 0} />
      {group === 'laws' && <path className="map-edge" d={`M4 0V${height}`} />}
      {group === 'words' && <path className="map-edge" d={`M0 ${height}H${width}`} />}
    </>
  )
}

function Drawn({ line, touched }: { line: Line; touched: boolean }) {
  return (
    <path
      className={`map-line map-line-${mainRelation(line.connection).type} ${touched ? 'map-line-touched' : ''} ${line.layered ? '' : 'map-line-loose'}`}
      data-connection={line.connection.key}
      d={pathOf(line)}
    />
  )
}

function LineWords({ line, touched, from }: { line: Line; touched: boolean; from: string }) {
  const { x, y } = line.wordsAt ?? wordsBy(line, from)
  return (
    <text className={`map-words ${touched ? 'map-words-touched' : ''}`} x={x} y={y + set.wordsSize / 3}>
      {line.words}
    </text>
  )
}
